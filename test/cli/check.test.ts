import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { check } from '../../src/cli/check.ts';

const fixtures = join(import.meta.dirname, '../policy/fixtures');
const directory = mkdtempSync(join(tmpdir(), 'check-'));
mkdirSync(directory, { recursive: true });
copyFileSync(join(fixtures, 'vocabulary.yaml'), join(directory, 'vocabulary.yaml'));
copyFileSync(join(fixtures, 'valid/bare.yaml'), join(directory, 'bare.yaml'));
copyFileSync(join(fixtures, 'invalid/event-misspelt.yaml'), join(directory, 'misspelt.yaml'));
writeFileSync(join(directory, 'newer.yaml'), 'title: Newer\nkind: local-procedure\nsupersedes: bare\nsource: { title: N, extent: whole }\n');
afterAll(() => rmSync(directory, { recursive: true }));

function run(files: string[]): { code: number; lines: string[]; said: string[] } {
  const lines: string[] = [];
  const said: string[] = [];
  const code = check(files, { policies: directory, print: (line) => lines.push(line), say: (line) => said.push(line) });
  return { code, lines: lines.map((line) => line.replaceAll(`${directory}/`, '')), said };
}

const misspelt = [
  'misspelt.yaml:8:14: "refferal-received" is not an event of the vocabulary, and is used in 1 more place (line 9). Did you mean "referral-received"? If not, add it to vocabulary.yaml, under "events", with a title and its meaning',
];

describe('the command check', () => {
  it('prints every fault of the directory and ends with 1', () => {
    expect(run([])).toEqual({ code: 1, lines: misspelt, said: ['3 policies: 1 fault'] });
  });

  it('prints no line of a file without faults, says what it checked and ends with 0, whatever is wrong beside it', () => {
    expect(run([join(directory, 'bare.yaml')])).toEqual({ code: 0, lines: [], said: ['1 policy: no faults'] });
  });

  it('sees the other files of the directory when it checks one', () => {
    expect(run([join(directory, 'newer.yaml')])).toEqual({ code: 0, lines: [], said: ['1 policy: no faults'] });
  });

  it('prints the faults of the files it was given', () => {
    expect(run([join(directory, 'bare.yaml'), join(directory, 'misspelt.yaml')])).toEqual({ code: 1, lines: misspelt, said: ['2 policies: 1 fault'] });
  });

  it('takes a file of the set by its name, with its ending or without', () => {
    expect(run(['misspelt'])).toEqual({ code: 1, lines: misspelt, said: ['1 policy: 1 fault'] });
    expect(run(['misspelt.yaml'])).toEqual({ code: 1, lines: misspelt, said: ['1 policy: 1 fault'] });
    expect(run(['bare', 'vocabulary.yaml', 'vocabulary'])).toEqual({ code: 0, lines: [], said: ['1 policy: no faults'] });
  });

  it('says that a file is not there, and how to name one', () => {
    const line = (file: string) => `${file}:1:1: this file cannot be read; give the path of a file, or the id of a policy of the set`;
    expect(run([join(directory, 'none.yaml')])).toEqual({ code: 1, lines: [line('none.yaml')], said: ['1 policy: 1 fault'] });
    expect(run(['none'])).toEqual({ code: 1, lines: [line('none')], said: ['1 policy: 1 fault'] });
  });

  it('says once that a word is missing, with each place that uses it, and keeps apart two words of one name', () => {
    const step = (id: string, rest: string) => `  - { id: ${id}, does: hold-meeting, title: T, trigger: referral-received, ${rest} }\n`;
    const head = 'title: L\nkind: local-procedure\nsource: { title: L, extent: whole }\n';
    const lacking = join(directory, 'lacking.yaml');
    const also = join(directory, 'also-lacking.yaml');
    writeFileSync(lacking, `${head}words: [{ id: town-crier, called: [Crier] }]\nsteps:\n${step('a', 'actor: town-crier')}${step('b', 'with: [town-crier, bellringer], consults: town-crier')}${step('c', 'when: town-crier')}`);
    writeFileSync(also, `${head}steps:\n${step('a', 'actor: town-crier')}`);
    const { lines, said } = run([lacking, also]);
    rmSync(lacking);
    rmSync(also);
    const add = (section: string, what: string) => `use one of those that there are, or add it to vocabulary.yaml, under "${section}", with ${what}`;
    expect(lines).toEqual([
      `also-lacking.yaml:5:79: "town-crier" is not an actor of the vocabulary, and is used in 4 more places (lacking.yaml, lines 4, 6, 7); ${add('actors', 'a title and its meaning')}`,
      `lacking.yaml:7:91: "bellringer" is not an actor of the vocabulary; ${add('actors', 'a title and its meaning')}`,
      `lacking.yaml:8:78: "town-crier" is not a fact of the vocabulary or a criterion of this file; ${add('facts', 'a title, its question and its meaning')}`,
    ]);
    expect(said).toEqual(['2 policies: 3 faults']);
  });

  it('says that the vocabulary alone was checked', () => {
    expect(run(['vocabulary'])).toEqual({ code: 0, lines: [], said: ['The vocabulary: no faults'] });
  });

  it('ends the process with what it gives', () => {
    const script = join(import.meta.dirname, '../../src/cli/rulebook.ts');
    expect(() => execFileSync(process.execPath, [script, 'check', join(directory, 'misspelt.yaml')], { encoding: 'utf8', stdio: 'pipe' })).toThrow(/Command failed/);
    const clean = spawnSync(process.execPath, [script, 'check', join(directory, 'bare.yaml')], { encoding: 'utf8' });
    expect(clean).toMatchObject({ status: 0, stdout: '', stderr: '1 policy: no faults\n' });
  });
});
