import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { POLICIES, rules } from '../../../../components/rules.ts';

/** One for each policy. */
export const getStaticPaths = () => rules().policies.map(({ id }) => ({ params: { id } }));

/** A policy's own file, as it was written. */
export const GET: APIRoute = ({ params }) =>
  new Response(readFileSync(join(POLICIES, `${params['id']}.yaml`), 'utf8'), { headers: { 'content-type': 'application/yaml; charset=utf-8' } });
