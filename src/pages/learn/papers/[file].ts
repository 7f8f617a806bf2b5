import type { APIRoute } from 'astro';
import { readyFile, readyPapers } from '../../../components/learn/ready-papers.ts';

/** One for each file of each paper ready made. */
export function getStaticPaths() {
  return readyPapers().flatMap(({ files }) => files.map(({ path }) => ({ params: { file: path.split('/').at(-1)! } })));
}

/** A paper ready made, to print or for a learning platform. */
export const GET: APIRoute = ({ params }) => {
  const file = readyFile(params['file'] ?? '');
  return file === null ? new Response(null, { status: 404 }) : new Response(file.text, { headers: { 'Content-Type': `${file.type}; charset=utf-8` } });
};
