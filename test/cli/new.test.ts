import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newCommand, NOT_WRITTEN, policyTemplate } from '../../src/cli/new.ts';
import { timetable } from '../../src/engine/schedule.ts';
import { formatFault } from '../../src/policy/fault.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { keysOfThings } from '../../src/policy/schema.ts';

const directory = mkdtempSync(join(tmpdir(), 'new-'));
const file = join(directory, 'north-vale.yaml');
for (const name of readdirSync('policies').filter((one) => one.endsWith('.yaml'))) copyFileSync(join('policies', name), join(directory, name));
beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  rmSync(file, { force: true });
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rmSync(directory, { recursive: true }));

const faults = () => loadPolicySet(directory).faults.map(formatFault).map((line) => line.replace(`${directory}/`, ''));

/** What someone does who fills in the four lines, and, if asked, uncomments every example. */
function fillIn(text: string, extent: 'whole' | 'extract', uncomment: boolean): string {
  const filled = text
    .replace(/^title: +#/m, 'title: North Vale #').replace(/^kind: +#/m, 'kind: local-procedure #')
    .replace(/^ {2}title: +#/m, '  title: What we do #').replace(/^ {2}extent: +#/m, `  extent: ${extent} #`);
  return uncomment ? filled.replaceAll(/^#(?! yaml-language-server)/gm, '').replace(/^supersedes: older-id/m, 'supersedes: wst') : filled;
}

describe('a new policy file', () => {
  it('is named by the check in exactly the four lines that every file needs', () => {
    newCommand.run(['north-vale', '--policies', directory]);
    const lines = readFileSync(file, 'utf8').split('\n');
    const named = faults().map((fault) => lines[Number(fault.split(':')[1]) - 1]!.trim().split(':')[0]);
    expect(named).toEqual(['title', 'kind', 'title', 'extent']);
  });

  it('holds without a fault once those are filled in', () => {
    newCommand.run(['north-vale', '--policies', directory]);
    writeFileSync(file, fillIn(readFileSync(file, 'utf8'), 'whole', false));
    expect(faults()).toEqual([]);
  });

  it('holds without a fault once every example is uncommented, and is dated', () => {
    newCommand.run(['north-vale', '--policies', directory]);
    writeFileSync(file, fillIn(readFileSync(file, 'utf8'), 'extract', true));
    expect(faults()).toEqual([]);
    const { set } = loadPolicySet(directory);
    const { steps } = timetable(set!, 'north-vale', { on: { 'referral-received': '2026-03-27' }, decided: { 'decide-notification': 'met' } });
    // Day 1 is Friday 27 March. Good Friday is 3 April and Easter Monday 6 April: Day 6 is 7 April and Day 15 Monday 20 April.
    expect(steps.find(({ id }) => id === 'report-to-panel')!.safe!.latest).toBe('2026-04-20');
    // Day 2 is Monday 30 March; five calendar days on are Saturday 4 April, five working days Wednesday 8 April.
    const readings = steps.find(({ id }) => id === 'return-scoping')!.limits[0]!.readings;
    expect(readings.map(({ latest }) => latest)).toEqual(['2026-04-08', '2026-04-04']);
  });

  it('names each field that a policy file may hold, but for three that few documents need', () => {
    const text = policyTemplate(loadPolicySet('policies').set!, './policy.schema.json');
    const things = [...keysOfThings].filter(([thing]) => !/^an entry|vocabulary|dimension|a stage/.test(thing));
    expect(things.length).toBeGreaterThan(15);
    const unnamed = new Set(things.flatMap(([, keys]) => [...keys]).filter((key) => !new RegExp(`\\b${key}\\b`).test(text)));
    expect([...unnamed].sort()).toEqual(['ifAny', 'refutedBy', 'unverified']);
  });

  it('lists every word of the vocabulary, and names the schema in its first line', () => {
    const { vocabulary } = loadPolicySet('policies').set!;
    newCommand.run(['north-vale', '--policies', directory]);
    const text = readFileSync(file, 'utf8');
    for (const id of [...Object.keys(vocabulary.tasks), ...Object.keys(vocabulary.facts), ...vocabulary.dimensions.map((one) => one.id)]) expect(text).toContain(`##   ${id} `);
    expect(text.split('\n')[0]).toMatch(/^# yaml-language-server: \$schema=.*policies\/policy\.schema\.json$/);
  });

  it('is refused where there is one of that name, and where the id could not be one', () => {
    newCommand.run(['north-vale', '--policies', directory]);
    expect(() => newCommand.run(['north-vale', '--policies', directory])).toThrow('there is already a');
    expect(() => newCommand.run(['../elsewhere', '--policies', directory])).toThrow('cannot be an id');
    expect(() => newCommand.run(['vocabulary', '--policies', directory])).toThrow('there is already a');
    expect(() => newCommand.run([])).toThrow('give one id');
  });

  it('is made whatever is wrong with the others', () => {
    newCommand.run(['north-vale', '--policies', directory]);
    newCommand.run(['south-vale', '--policies', directory]);
    expect(readFileSync(join(directory, 'south-vale.yaml'), 'utf8')).toContain('##   receive-referral ');
    rmSync(join(directory, 'south-vale.yaml'));
  });
});

describe('the account of a new document', () => {
  const site = mkdtempSync(join(tmpdir(), 'new-site-'));
  const policies = join(site, 'policies');
  const account = join(site, 'content', 'guidance', 'north-vale.mdx');
  beforeEach(() => {
    rmSync(site, { recursive: true, force: true });
    mkdirSync(policies, { recursive: true });
    mkdirSync(join(account, '..'), { recursive: true });
    copyFileSync('policies/vocabulary.yaml', join(policies, 'vocabulary.yaml'));
  });
  afterAll(() => rmSync(site, { recursive: true, force: true }));

  it('is begun beside the policy file, and says that it is not written', () => {
    newCommand.run(['north-vale', '--policies', policies]);
    const lines = readFileSync(account, 'utf8').split('\n');
    expect(lines).toContain(NOT_WRITTEN);
    // Each part of it has a component, and no step is named that the rules could lack.
    const outside = lines.slice(lines.indexOf(NOT_WRITTEN)).filter((line) => line.startsWith('<'));
    expect(outside).toEqual(['<Begins />', '<Tests />', '<Unclear />']);
  });

  it('is left as it is where there is one', () => {
    writeFileSync(account, 'Mine.\n');
    newCommand.run(['north-vale', '--policies', policies]);
    expect(readFileSync(account, 'utf8')).toBe('Mine.\n');
    expect(existsSync(join(policies, 'north-vale.yaml'))).toBe(true);
  });

  it('is not begun where the policy file is refused', () => {
    expect(() => newCommand.run(['vocabulary', '--policies', policies])).toThrow('there is already a');
    expect(existsSync(join(account, '..', 'vocabulary.mdx'))).toBe(false);
  });

  it('is not begun for a set that no site stands beside', () => {
    rmSync(join(site, 'content'), { recursive: true });
    newCommand.run(['north-vale', '--policies', policies]);
    expect(existsSync(join(site, 'content'))).toBe(false);
  });
});
