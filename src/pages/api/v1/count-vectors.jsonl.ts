import type { APIRoute } from 'astro';
import { countVectorLines } from '../../../components/count-vectors.ts';

/** Requests for counts of days with their answers, a JSON object a line. */
export const GET: APIRoute = () => new Response(countVectorLines(), { headers: { 'content-type': 'application/jsonl; charset=utf-8' } });
