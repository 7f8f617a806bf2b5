import type { APIRoute } from 'astro';
import { builtChart } from '../../components/charts.ts';
import { rules } from '../../components/rules.ts';

/** One for each policy. */
export const getStaticPaths = () => rules().policies.map(({ id }) => ({ params: { id } }));

/** A policy's chart as a picture that stands alone. */
export const GET: APIRoute = async ({ params }) => {
  const { standalone } = await builtChart(params['id']!);
  return new Response(standalone, { headers: { 'content-type': 'image/svg+xml' } });
};
