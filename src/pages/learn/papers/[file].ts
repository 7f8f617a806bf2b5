import type { APIRoute } from 'astro';
import { readyFile, readyPapers } from '../../../components/learn/ready-papers.ts';

export function getStaticPaths() {
  return readyPapers().flatMap(({ files }) => files.map(({ path }) => ({ params: { file: path.split('/').at(-1)! } })));
}

export const GET: APIRoute = ({ params }) => {
  const file = readyFile(params['file'] ?? '');
  return file === null ? new Response(null, { status: 404 }) : new Response(file.text, { headers: { 'Content-Type': `${file.type}; charset=utf-8` } });
};
