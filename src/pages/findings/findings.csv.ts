import type { APIRoute } from 'astro';
import { address } from '../../components/address.ts';
import { builtFindings } from '../../components/findings/built.ts';
import { rules } from '../../components/rules.ts';
import { csvText } from '../../export/csv.ts';
import { writeLink } from '../../export/fragment.ts';
import { findingsTable } from '../../findings/table.ts';

/** Every finding, a row each, with its case as a link into the calculator. */
export const GET: APIRoute = () => {
  const table = findingsTable(builtFindings().findings, rules(), (example) => address(`/calculator/${writeLink(example)}`));
  return new Response(csvText(table, { byteOrderMark: true }), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};
