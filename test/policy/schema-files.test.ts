import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { policyJsonSchema, vocabularyJsonSchema } from '../../src/policy/json-schema.ts';
import { policyFilesOf } from '../../src/policy/load.ts';

interface Ajv2020 { compile(schema: unknown): ((value: unknown) => boolean) & { errors?: unknown } }

// A validator as editors have one: it knows nothing of the program.
const beside = createRequire(createRequire(import.meta.url).resolve('html-validate'));
const { default: Ajv } = beside('ajv/dist/2020.js') as { default: new (options: object) => Ajv2020 };
const ajv = new Ajv({ strict: false, allErrors: false });
const validators = Object.fromEntries(['policy', 'vocabulary'].map((name) => [name, ajv.compile(JSON.parse(readFileSync(`policies/${name}.schema.json`, 'utf8')))]));

const lines = (file: string) => readFileSync(file, 'utf8').split('\n');

describe('the schema files that lie beside the policy files for editors', () => {
  it.each([['policy', policyJsonSchema()], ['vocabulary', vocabularyJsonSchema()]] as const)(
    'are what the one schema gives (%s): npm run --silent rulebook -- schema NAME > policies/NAME.schema.json', (name, schema) => {
      expect(JSON.parse(readFileSync(`policies/${name}.schema.json`, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
    });

  it.each(policyFilesOf('policies'))('are named in the first line of %s', (file) => {
    expect(lines(file)[0]).toBe('# yaml-language-server: $schema=./policy.schema.json');
  });

  it.each(policyFilesOf('policies'))('find no fault with %s', (file) => {
    const validate = validators['policy']!;
    expect(validate(parse(readFileSync(file, 'utf8'))) ? [] : validate.errors).toEqual([]);
  });

  it('find no fault with the vocabulary, and one with a key that no policy has', () => {
    expect(validators['vocabulary']!(parse(readFileSync('policies/vocabulary.yaml', 'utf8')))).toBe(true);
    const wst = parse(readFileSync('policies/wst.yaml', 'utf8')) as { steps: object[] };
    expect(validators['policy']!({ ...wst, steps: [{ ...wst.steps[0], deadline: 5 }] })).toBe(false);
  });

  it('are named in the first line of the vocabulary', () => {
    expect(lines(join('policies', 'vocabulary.yaml'))[0]).toBe('# yaml-language-server: $schema=./vocabulary.schema.json');
  });
});
