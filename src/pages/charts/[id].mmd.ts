import type { APIRoute } from 'astro';
import { rules } from '../../components/rules.ts';
import { policyGraph } from '../../diagram/graph.ts';
import { mermaidText } from '../../diagram/mermaid-text.ts';

export const getStaticPaths = () => rules().policies.map(({ id }) => ({ params: { id } }));

/** A policy's chart as Mermaid text. */
export const GET: APIRoute = ({ params }) => {
  const { policies, vocabulary } = rules();
  const text = mermaidText(policyGraph(policies.find(({ id }) => id === params['id'])!, vocabulary));
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
