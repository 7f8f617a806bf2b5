/** A build that remembers too much would publish rules that nobody wrote. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keep, recalled, type Keeping } from '../../src/components/kept.ts';

const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const keeping: Keeping = { name: 'sums', rooms: ['counting'], from: ['two', 'three'] };

let root: string;
const written = (file: string, text: string, when = LONG_AGO): void => {
  writeFileSync(join(root, file), text);
  utimesSync(join(root, file), when, when);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-'));
  mkdirSync(join(root, 'src', 'counting'), { recursive: true });
  written('package-lock.json', '{}');
  written('src/counting/add.ts', 'a + b');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('what a build keeps', () => {
  test('is found again where all is as it was', () => {
    expect(recalled(keeping, root)).toBeNull();
    keep(keeping, { sum: 5 }, root);
    expect(recalled(keeping, root)).toEqual({ sum: 5 });
  });

  test.each([
    ['what it was made from', () => ({ ...keeping, from: ['two', 'four'] })],
    ['where one text ends and the next begins', () => ({ ...keeping, from: ['twot', 'hree'] })],
    ['a source', () => { written('src/counting/add.ts', 'a - b'); return keeping; }],
    ['the name of a source', () => { written('src/counting/more.ts', ''); return keeping; }],
    ['a package', () => { written('package-lock.json', '{ "version": "2" }'); return keeping; }],
  ])('is not found where it differs in %s', (_, changed) => {
    keep(keeping, { sum: 5 }, root);
    expect(recalled(changed(), root)).toBeNull();
  });

  test('is not kept where a source was changed while it was made', () => {
    written('src/counting/add.ts', 'a * b', new Date(Date.now() + 1000));
    keep(keeping, { sum: 6 }, root);
    expect(recalled(keeping, root)).toBeNull();
  });

  test('takes the place of what was kept before', () => {
    keep(keeping, { sum: 5 }, root);
    keep({ ...keeping, from: ['four'] }, { sum: 4 }, root);
    expect(readdirSync(join(root, '.cache', 'sums'))).toHaveLength(1);
  });

  test('is made again where it was only half written', () => {
    keep(keeping, { sum: 5 }, root);
    const [file] = readdirSync(join(root, '.cache', 'sums'));
    writeFileSync(join(root, '.cache', 'sums', file!), '{ "sum"');
    expect(recalled(keeping, root)).toBeNull();
  });
});
