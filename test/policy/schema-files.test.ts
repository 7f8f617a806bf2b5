import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyJsonSchema, vocabularyJsonSchema } from '../../src/policy/json-schema.ts';
import { policyFilesOf } from '../../src/policy/load.ts';

const lines = (file: string) => readFileSync(file, 'utf8').split('\n');

describe('the schema files that lie beside the policy files for editors', () => {
  it.each([['policy', policyJsonSchema()], ['vocabulary', vocabularyJsonSchema()]] as const)(
    'are what the one schema gives (%s): npm run --silent rulebook -- schema NAME > policies/NAME.schema.json', (name, schema) => {
      expect(JSON.parse(readFileSync(`policies/${name}.schema.json`, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
    });

  it.each(policyFilesOf('policies'))('are named in the first line of %s', (file) => {
    expect(lines(file)[0]).toBe('# yaml-language-server: $schema=./policy.schema.json');
  });

  it('are named in the first line of the vocabulary', () => {
    expect(lines(join('policies', 'vocabulary.yaml'))[0]).toBe('# yaml-language-server: $schema=./vocabulary.schema.json');
  });
});
