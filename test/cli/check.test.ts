import { execFileSync } from 'node:child_process';
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

function run(files: string[]): { code: number; lines: string[] } {
  const lines: string[] = [];
  const code = check(files, { policies: directory, print: (line) => lines.push(line) });
  return { code, lines: lines.map((line) => line.replaceAll(`${directory}/`, '')) };
}

const misspelt = [
  'misspelt.yaml:8:14: "refferal-received" is not an event of the vocabulary. Did you mean "referral-received"? If not, add it to vocabulary.yaml',
  'misspelt.yaml:9:51: "refferal-received" is not an event of the vocabulary or a step of this file. Did you mean "referral-received"? If not, add it to vocabulary.yaml',
];

describe('the command check', () => {
  it('prints every fault of the directory and ends with 1', () => {
    expect(run([])).toEqual({ code: 1, lines: misspelt });
  });

  it('prints nothing of a file without faults and ends with 0, whatever is wrong beside it', () => {
    expect(run([join(directory, 'bare.yaml')])).toEqual({ code: 0, lines: [] });
  });

  it('sees the other files of the directory when it checks one', () => {
    expect(run([join(directory, 'newer.yaml')])).toEqual({ code: 0, lines: [] });
  });

  it('prints the faults of the files it was given', () => {
    expect(run([join(directory, 'bare.yaml'), join(directory, 'misspelt.yaml')])).toEqual({ code: 1, lines: misspelt });
  });

  it('takes a file of the set by its name, with its ending or without', () => {
    expect(run(['misspelt'])).toEqual({ code: 1, lines: misspelt });
    expect(run(['misspelt.yaml'])).toEqual({ code: 1, lines: misspelt });
    expect(run(['bare', 'vocabulary.yaml', 'vocabulary'])).toEqual({ code: 0, lines: [] });
  });

  it('says that a file is not there, and how to name one', () => {
    const line = (file: string) => `${file}:1:1: this file cannot be read; give the path of a file, or the id of a policy of the set`;
    expect(run([join(directory, 'none.yaml')])).toEqual({ code: 1, lines: [line('none.yaml')] });
    expect(run(['none'])).toEqual({ code: 1, lines: [line('none')] });
  });

  it('ends the process with what it gives', () => {
    const script = join(import.meta.dirname, '../../src/cli/rulebook.ts');
    expect(() => execFileSync(process.execPath, [script, 'check', join(directory, 'misspelt.yaml')], { encoding: 'utf8', stdio: 'pipe' })).toThrow(/Command failed/);
    expect(execFileSync(process.execPath, [script, 'check', join(directory, 'bare.yaml')], { encoding: 'utf8' })).toBe('');
  });
});
