/** The data that the site gives away beside its pages, and what each of it is called. Build only. */
import { OUTPUTS, outputSchema, type JsonSchema } from '../cli/output-schema.ts';
import { policyJsonSchema, vocabularyJsonSchema } from '../policy/json-schema.ts';

interface PublishedSchema { name: string; title: string; schema: JsonSchema }

function schemas(): PublishedSchema[] {
  const files = [['policy', policyJsonSchema()], ['vocabulary', vocabularyJsonSchema()]] as const;
  const outputs = OUTPUTS.map((name) => [name, outputSchema(name)] as const);
  return [...files, ...outputs].map(([name, schema]) => ({ name, title: String(schema['title']), schema }));
}

/** The addresses of what is given away, from the site's root. */
const paths = {
  index: '/api/v1/index.json',
  policy: (id: string) => `/api/v1/policies/${id}.json`,
  policyFile: (id: string) => `/api/v1/policies/${id}.yaml`,
  bankHolidays: '/api/v1/bank-holidays.json',
  limits: '/api/v1/limits.csv',
  findings: '/findings/findings.csv',
  chart: (id: string) => `/charts/${id}.svg`,
  chartText: (id: string) => `/charts/${id}.mmd`,
  countVectors: '/api/v1/count-vectors.jsonl',
  feed: '/changes.xml',
  schema: (name: string) => `/schema/${name}.schema.json`,
} as const;

/**
 * What the site publishes as data.
 *
 * @example published.paths.schema('policy') // '/schema/policy.schema.json'
 */
export const published = { schemas, paths };
