import type { APIRoute } from 'astro';
import { address } from '../../../components/address.ts';
import { edition } from '../../../components/edition.ts';
import { published } from '../../../components/published.ts';
import { rules } from '../../../components/rules.ts';

/** What there is to download: every policy with the addresses of its forms, the other data, the schemas and the vocabulary. */
export const GET: APIRoute = () => {
  const { policies, vocabulary } = rules();
  return Response.json({
    rules: edition(),
    policies: policies.map(({ id, title, kind, area, source }) => ({
      id, title, kind, area, source: source.title, dated: source.dated,
      page: address(`/procedures/${id}/`), json: address(published.paths.policy(id)), yaml: address(published.paths.policyFile(id)),
      chart: { svg: address(published.paths.chart(id)), mermaid: address(published.paths.chartText(id)) },
    })),
    bankHolidays: address(published.paths.bankHolidays),
    limits: address(published.paths.limits),
    findings: address(published.paths.findings),
    countVectors: address(published.paths.countVectors),
    changes: address(published.paths.feed),
    schemas: Object.fromEntries(published.schemas().map(({ name }) => [name, address(published.paths.schema(name))])),
    vocabulary,
  });
};
