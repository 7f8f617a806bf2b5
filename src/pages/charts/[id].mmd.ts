import type { APIRoute } from 'astro';
import { builtChart } from '../../components/charts.ts';
import { rules } from '../../components/rules.ts';

/** One for each policy. */
export const getStaticPaths = () => rules().policies.map(({ id }) => ({ params: { id } }));

/** A policy's chart as Mermaid text. */
export const GET: APIRoute = async ({ params }) => {
  const { text } = await builtChart(params['id']!);
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
