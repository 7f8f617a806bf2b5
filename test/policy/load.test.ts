import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkPolicySet } from '../../src/policy/check.ts';
import { formatFault, inReadingOrder } from '../../src/policy/fault.ts';
import { loadPolicyFiles, loadPolicySet, loadPolicyTexts, readSet } from '../../src/policy/load.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const vocabularyFile = join(fixtures, 'vocabulary.yaml');
const yamlIn = (directory: string) => readdirSync(join(fixtures, directory)).filter((name) => name.endsWith('.yaml')).sort();
const textOf = (file: string) => ({ file, content: readFileSync(file, 'utf8') });
const inWords = (name: string) => name.replace('.yaml', '').replaceAll('-', ' ');

/** What each faulty fixture is refused with, as the command prints it, by the fixture's name. */
function expectedIn(directory: string): Map<string, string[]> {
  const lines = readFileSync(join(fixtures, directory, 'expected.txt'), 'utf8').trimEnd().split('\n');
  const expected = new Map<string, string[]>();
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(':'));
    expected.set(name, [...(expected.get(name) ?? []), line]);
  }
  return expected;
}

describe('a faulty policy file is refused with file, line, column, what is wrong and how to mend it', () => {
  const expected = expectedIn('invalid');
  it.each(yamlIn('invalid'))('%s', (name) => {
    const file = join(fixtures, 'invalid', name);
    const { set, faults } = loadPolicyFiles([file], vocabularyFile);
    expect(set).toBeNull();
    expect(faults.map((fault) => formatFault({ ...fault, file: name }))).toEqual(expected.get(name));
    expect(new Set(faults.map((fault) => fault.file))).toEqual(new Set([file]));
  });

  it('every expectation has its file', () => {
    expect([...expected.keys()]).toEqual(yamlIn('invalid'));
  });
});

describe('a faulty vocabulary is refused with file, line, column, what is wrong and how to mend it', () => {
  const expected = expectedIn('invalid-vocabulary');
  it.each(yamlIn('invalid-vocabulary'))('%s', (name) => {
    const { set, faults } = loadPolicyFiles([], join(fixtures, 'invalid-vocabulary', name));
    expect(set).toBeNull();
    expect(faults.map((fault) => formatFault({ ...fault, file: name }))).toEqual(expected.get(name));
  });
});

describe('a file of the right shape loads', () => {
  const valid = yamlIn('valid').map((name) => join(fixtures, 'valid', name));

  it.each(yamlIn('valid').map((name) => [inWords(name), name]))('%s', (_words, name) => {
    const others = name === 'everything.yaml' ? [join(fixtures, 'valid', 'bare.yaml')] : [];
    expect(loadPolicyFiles([join(fixtures, 'valid', name), ...others], vocabularyFile).faults).toEqual([]);
  });

  it('with a vocabulary of its own, the example that the field guide was made from', () => {
    const { set, faults } = loadPolicySet(join(fixtures, 'pan-bedfordshire-example'));
    expect(faults).toEqual([]);
    expect(set?.policies.map(({ id, steps }) => [id, steps.length])).toEqual([['pan-bedfordshire', 4]]);
  });

  it('and a whole set comes sorted by id, with the statutory guidance last', () => {
    const baseline = { file: 'a-baseline.yaml', content: 'title: B\nkind: statutory-guidance\nsource: { title: B, extent: whole }\n' };
    const { set } = loadPolicyTexts([baseline, ...valid.map(textOf)], textOf(vocabularyFile));
    expect(set?.policies.map(({ id }) => id)).toEqual(['aliases', 'bare', 'clocks', 'everything', 'limits', 'path', 'a-baseline']);
  });

  it('with Windows line ends and a byte order mark, at the same places', () => {
    const faulty = { file: 'p.yaml', content: '\uFEFFtitel: A\r\ntitle: A\r\nkind: local-procedure\r\nsource: { title: A, extent: whole }\r\nowner: x\r\n' };
    expect(loadPolicyTexts([faulty], textOf(vocabularyFile)).faults.map(({ line, column }) => [line, column])).toEqual([[1, 1], [5, 1]]);
  });
});

describe('what is not there', () => {
  it('a directory that cannot be read is one fault', () => {
    expect(loadPolicySet('no-such-directory').faults.map(formatFault)).toEqual([
      'no-such-directory:1:1: this directory cannot be read; give the directory of the policy files',
    ]);
  });

  it('a missing vocabulary is a fault beside those of the policy files', () => {
    const { faults } = loadPolicyFiles([join(fixtures, 'invalid', 'key-on.yaml')], 'none/vocabulary.yaml');
    expect(faults.map(({ file, line }) => [file.split('/').at(-1), line])).toEqual([['key-on.yaml', 4], ['vocabulary.yaml', 1]]);
  });

  it('a file whose name cannot be an id is refused', () => {
    const bare = readFileSync(join(fixtures, 'valid', 'bare.yaml'), 'utf8');
    const { faults } = loadPolicyTexts([{ file: 'x/my policy.yaml', content: bare }], textOf(vocabularyFile));
    expect(faults.map(formatFault)).toEqual([
      'x/my policy.yaml:1:1: the file\'s name is the policy\'s id, and "my policy" cannot be one; name the file with letters, digits and hyphens only, such as "west-midlands.yaml"',
    ]);
  });
});

describe('a file that would be missing or misread without a word', () => {
  const folderOf = (files: Record<string, string | Buffer>) => {
    const folder = mkdtempSync(join(tmpdir(), 'rulebook-load-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const [name, content] of Object.entries({ 'vocabulary.yaml': textOf(vocabularyFile).content, ...files })) writeFileSync(join(folder, name), content);
    return { folder, faults: () => loadPolicySet(folder).faults.map((fault) => formatFault({ ...fault, file: basename(fault.file) })) };
  };
  const bare = textOf(join(fixtures, 'valid', 'bare.yaml')).content;

  it.each(['bare.yml', 'bare.YAML', 'bare.Yml'])('%s is not passed over', (name) => {
    expect(folderOf({ [name]: bare }).faults()).toEqual([`${name}:1:1: this file is not read, because its name does not end in ".yaml"; name it "bare.yaml"`]);
  });

  it('nor is a text in another encoding, whose dashes and quotation marks would come out as others', () => {
    const windows = Buffer.from(bare.replace(/^title: .*$/m, 'title: Bare \u0096 a procedure'), 'latin1');
    expect(folderOf({ 'bare.yaml': windows }).faults()).toEqual(['bare.yaml:1:1: this file holds characters in another encoding than UTF-8; save it as UTF-8']);
    expect(folderOf({ 'bare.yaml': Buffer.from(`\uFEFF${bare}`, 'utf8') }).faults()).toEqual([]);
  });

  it('and a note beside the policies is none of them', () => {
    expect(folderOf({ 'bare.yaml': bare, 'README.md': '# Notes', 'yaml.txt': 'x' }).faults()).toEqual([]);
  });
});

describe('several faults at once', () => {
  it('come from every file, in reading order', () => {
    const files = ['event-misspelt.yaml', 'unknown-field.yaml'].map((name) => join(fixtures, 'invalid', name));
    const { faults } = loadPolicyFiles([...files].reverse(), vocabularyFile);
    expect(faults).toEqual(inReadingOrder(faults));
    expect(new Set(faults.map(({ file }) => file))).toEqual(new Set(files));
  });
});

describe('whatever is written', () => {
  const words = textOf(vocabularyFile);
  const whole = readFileSync(join(fixtures, 'valid', 'everything.yaml'), 'utf8') + readFileSync(join(fixtures, 'valid', 'limits.yaml'), 'utf8').replace(/^(#|title|kind|source|clocks).*\n/gm, '');
  const lines = whole.split('\n');
  const tokens = [...new Set(whole.match(/[\w-]+|[[\]{}:,"]/g))];

  it('loading never throws, and every fault stands inside the file', () => {
    const edit = fc.record({ line: fc.nat(lines.length - 1), at: fc.nat(40), cut: fc.nat(12), put: fc.constantFrom(...tokens, '', '\n', '  ', '*a', '&a ') });
    fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const edited = [...lines];
      for (const { line, at, cut, put } of edits) edited[line] = edited[line]!.slice(0, at) + put + edited[line]!.slice(at + cut);
      const content = edited.join('\n');
      const { set, faults } = loadPolicyTexts([{ file: 'p.yaml', content }], words);
      expect(set === null).toBe(faults.length > 0);
      const written = content.split('\n');
      for (const { line, column, what, mend } of faults) {
        expect(line).toBeLessThanOrEqual(written.length);
        expect(column).toBeLessThanOrEqual((written[line - 1] ?? '').length + 1);
        expect(`${what}${mend}`).not.toMatch(/undefined|\n|\t|\[object/);
      }
    }), { numRuns: 150 });
  }, 60_000);

  it('a set without faults has none when it is checked again', () => {
    const { checked } = readSet([textOf(join(fixtures, 'valid', 'limits.yaml'))], words);
    expect(checkPolicySet(checked!)).toEqual([]);
  });
});
