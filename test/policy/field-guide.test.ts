import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyJsonSchema, vocabularyJsonSchema } from '../../src/policy/json-schema.ts';
import { keysOfThings } from '../../src/policy/schema.ts';

// Conditions and starts hold themselves, so the schema names their keys only once it has been used.
policyJsonSchema();
vocabularyJsonSchema();

const guide = readFileSync(join(import.meta.dirname, '../../policies/README.md'), 'utf8');

/** The fields that the guide describes, by the heading that they stand under. */
function fieldsByHeading(): Map<string, { key: string; needed: boolean }[]> {
  const found = new Map<string, { key: string; needed: boolean }[]>();
  for (const section of guide.split(/^### /m).slice(1)) {
    const heading = section.slice(0, section.indexOf('\n'));
    const rows = [...section.matchAll(/^\| `([\w-]+)` \| ([^|]*) \| ([^|]+) \|$/gm)];
    if (rows.length > 0) found.set(heading.charAt(0).toLowerCase() + heading.slice(1), rows.map((row) => ({ key: row[1]!, needed: row[2]!.includes('needed') })));
  }
  return found;
}

describe('the guide to the fields', () => {
  const described = fieldsByHeading();

  it('describes everything that a file may hold, and nothing else', () => {
    expect([...described.keys()].sort()).toEqual([...keysOfThings.keys()].sort());
  });

  it.each([...keysOfThings])('has one row for each field of %s', (thing, keys) => {
    expect(described.get(thing)!.map(({ key }) => key).sort()).toEqual([...keys].sort());
  });

  it('says of a policy file which fields are needed', () => {
    const needed = described.get('a policy file')!.filter((field) => field.needed).map(({ key }) => key);
    expect(needed).toEqual(policyJsonSchema()['required']);
  });
});
