import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { policyJsonSchema, vocabularyJsonSchema } from '../../src/policy/json-schema.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const read = (path: string): unknown => parse(readFileSync(join(fixtures, path), 'utf8'));
const accepts = (schema: Record<string, unknown>, value: unknown) => z.fromJSONSchema(schema as never).safeParse(value).success;

describe('the published JSON Schema', () => {
  const schema = JSON.parse(JSON.stringify(policyJsonSchema())) as Record<string, unknown>;

  it('names its draft and what it is of', () => {
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'A policy file: one document as rules', type: 'object', required: ['title', 'kind', 'source'] });
  });

  it.each(readdirSync(join(fixtures, 'valid')))('accepts %s', (name) => {
    expect(accepts(schema, read(`valid/${name}`))).toBe(true);
  });

  it.each(['unknown-field', 'key-on', 'script-in-a-label', 'place-not-quoted', 'doubt-with-one-reading', 'amounts-that-are-no-counts', 'empty-trees', 'wrong-values'])(
    'refuses %s', (name) => {
      expect(accepts(schema, read(`invalid/${name}.yaml`))).toBe(false);
    });

  it('of the vocabulary accepts one and refuses a dimension with two selectors', () => {
    const words = JSON.parse(JSON.stringify(vocabularyJsonSchema())) as Record<string, unknown>;
    expect(accepts(words, read('vocabulary.yaml'))).toBe(true);
    expect(accepts(words, read('invalid-vocabulary/dimension-of-two-selectors.yaml'))).toBe(false);
  });
});
