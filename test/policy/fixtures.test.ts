import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { policyJsonSchema, vocabularyJsonSchema } from '../../src/policy/json-schema.ts';
import { keysOfThings } from '../../src/policy/schema.ts';

const fixtures = join(import.meta.dirname, 'fixtures');

it('every field of the shape is used in a fixture that loads', () => {
  policyJsonSchema();
  vocabularyJsonSchema();
  const used = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        used.add(key);
        look(inner);
      }
    }
  };
  for (const name of ['vocabulary.yaml', ...readdirSync(join(fixtures, 'valid')).map((file) => `valid/${file}`)]) {
    look(parse(readFileSync(join(fixtures, name), 'utf8')));
  }
  const unused = [...keysOfThings].flatMap(([thing, keys]) => [...keys].filter((key) => !used.has(key)).map((key) => `${key} of ${thing}`));
  expect(unused).toEqual([]);
});
