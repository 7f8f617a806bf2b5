import type { APIRoute } from 'astro';
import { edition } from '../../../../components/edition.ts';
import { rules } from '../../../../components/rules.ts';

/** One for each policy. */
export const getStaticPaths = () => rules().policies.map(({ id }) => ({ params: { id } }));

/** A policy as every page reads it: checked, shorthands lifted. */
export const GET: APIRoute = ({ params }) => {
  const policy = rules().policies.find(({ id }) => id === params['id'])!;
  return Response.json({ rules: edition(), policy });
};
