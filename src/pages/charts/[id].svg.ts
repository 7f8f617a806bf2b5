import type { APIRoute } from 'astro';
import { rules } from '../../components/rules.ts';
import { chartOf } from '../../diagram/chart.ts';

export const getStaticPaths = () => rules().policies.map(({ id }) => ({ params: { id } }));

/** A policy's chart as a picture that stands alone. */
export const GET: APIRoute = async ({ params }) => {
  const { policies, vocabulary } = rules();
  const { standalone } = await chartOf(policies.find(({ id }) => id === params['id'])!, vocabulary);
  return new Response(standalone, { headers: { 'content-type': 'image/svg+xml' } });
};
