import { z } from 'zod';
import { policySchema, vocabularySchema } from './schema.ts';

/** A JSON Schema, draft 2020-12. */
type JsonSchema = Record<string, unknown>;

/**
 * The JSON Schema of a policy file, for editors and for other programs. It holds the whole shape; what can only be judged
 * with the rest of the file, the vocabulary or the other policies in view is left to the check.
 *
 * @example writeFileSync('policy.schema.json', JSON.stringify(policyJsonSchema(), null, 2))
 */
export function policyJsonSchema(): JsonSchema {
  return described(policySchema, 'A policy file: one document as rules');
}

/**
 * The JSON Schema of `vocabulary.yaml`.
 *
 * @example vocabularyJsonSchema()['title'] // 'The vocabulary: the words that every policy file shares'
 */
export function vocabularyJsonSchema(): JsonSchema {
  return described(vocabularySchema, 'The vocabulary: the words that every policy file shares');
}

function described(schema: z.ZodType, title: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', reused: 'ref' });
  return { $schema, title, ...rest };
}
