import type { APIRoute } from 'astro';
import { limitsCsv } from '../../../components/limits-table.ts';
import { rules } from '../../../components/rules.ts';

/** Every time limit of every policy, a row for each reading. */
export const GET: APIRoute = () => new Response(limitsCsv(rules()), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
