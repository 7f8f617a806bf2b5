/**
 * `npm run bench:scale`: how the site bears 150 policies. They are made from the published ones, in a folder of their own
 * outside the project, each with titles that no other has, so that every chart is drawn anew. The site is built from
 * them twice, cold and then with what the first time kept (charts, findings, the rules as read); its comparison is opened in
 * a browser and its columns changed; and the folder is taken away again.
 *
 * `npm run bench:scale -- NUMBER` makes another number of them.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { formatFault } from '../src/policy/fault.ts';
import { MOST_TICKED } from '../src/components/compare/chooser.ts';
import { loadPolicySet } from '../src/policy/load.ts';
import { changeColumns } from './scale-columns.ts';

const ROOT = join(import.meta.dirname, '..');
const PUBLISHED = join(ROOT, 'policies');
const CHARTS = join(ROOT, '.cache', 'charts');
const SECOND = 1000;
const SAMPLE_EVERY_MS = 100;
const BUDGETS = { cold: 60, warm: 15, memory: 1.5 * 1024, columns: 100 };

const [wanted = '150'] = process.argv.slice(2);
const count = Number(wanted);
if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`Not a number of policies: ${wanted}`);

const folder = mkdtempSync(join(tmpdir(), 'rulebook-scale-'));
const chartsBefore = new Set(namesIn(CHARTS));
try {
  const policies = join(folder, 'policies');
  const out = join(folder, 'dist');
  makePolicies(policies, count);
  const { loading, steps } = load(policies);
  row('policies', count, '');
  row('steps', steps, '');
  row('reading and checking them', loading, 's');
  const cold = await build(policies, out);
  row('build, cold', cold.seconds, 's', BUDGETS.cold);
  row('processor time of it, on all cores', cold.processor, 's');
  row('memory of the build, cold, at its peak', cold.megabytes, 'MB', BUDGETS.memory);
  const warm = await build(policies, out);
  row('build, warm', warm.seconds, 's', BUDGETS.warm);
  row('processor time of it, on all cores', warm.processor, 's');
  row('memory of the build, warm, at its peak', warm.megabytes, 'MB', BUDGETS.memory);
  sizes(out);
  await columns(out);
} finally {
  rmSync(folder, { recursive: true, force: true });
  for (const name of namesIn(CHARTS)) if (!chartsBefore.has(name)) rmSync(join(CHARTS, name));
}

/** The published files as they are, and copies of the local ones under other names until there are enough. */
function makePolicies(directory: string, wantedCount: number): void {
  mkdirSync(directory, { recursive: true });
  const files = namesIn(PUBLISHED).filter((name) => name.endsWith('.yaml') && name !== 'vocabulary.yaml');
  for (const name of ['vocabulary.yaml', ...files]) copyFileSync(join(PUBLISHED, name), join(directory, name));
  const locals = files.filter((name) => /^kind: local-procedure/m.test(readFileSync(join(PUBLISHED, name), 'utf8')));
  const run = Date.now().toString(36);
  for (let number = files.length + 1; number <= wantedCount; number += 1) {
    const text = readFileSync(join(PUBLISHED, locals[number % locals.length]!), 'utf8');
    const area = `Area ${String(number).padStart(3, '0')}`;
    writeFileSync(join(directory, `area-${String(number).padStart(3, '0')}.yaml`), text
      .replace(/^title: .*$/m, `title: ${area}`)
      // Of the first step, which every chart shows.
      .replace(/^(steps:\n(?: .*\n)*? {4}title: .+)$/m, `$1 in ${area.toLowerCase()} ${run}`));
  }
}

function load(directory: string): { loading: number; steps: number } {
  const start = performance.now();
  const { set, faults } = loadPolicySet(directory);
  if (set === null) throw new Error(faults.map(formatFault).join('\n'));
  if (set.policies.length !== count) throw new Error(`Made ${set.policies.length} policies, not ${count}`);
  return { loading: (performance.now() - start) / SECOND, steps: set.policies.reduce((sum, { steps }) => sum + steps.length, 0) };
}

interface Build { seconds: number; processor: number | null; megabytes: number | null }

/**
 * Builds the site in a process of its own, and watches how much memory and processor time that takes; Linux alone says.
 * On a machine with other work the processor time is the fairer figure. Two builds of one folder must not run together.
 */
async function build(policies: string, out: string): Promise<Build> {
  rmSync(out, { recursive: true, force: true });
  const start = performance.now();
  const process_ = spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', out], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, RULEBOOK_POLICIES: policies, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  let said = '';
  process_.stdout.on('data', (chunk) => { said += String(chunk); });
  process_.stderr.on('data', (chunk) => { said += String(chunk); });
  let megabytes: number | null = null;
  let processor: number | null = null;
  const watch = setInterval(() => {
    megabytes = peakMemory(process_.pid!) ?? megabytes;
    processor = processorTime(process_.pid!) ?? processor;
  }, SAMPLE_EVERY_MS);
  const status = await new Promise<number | null>((resolve) => process_.on('close', resolve));
  clearInterval(watch);
  if (status !== 0) throw new Error(`The build failed:\n${said.slice(-3000)}`);
  return { seconds: (performance.now() - start) / SECOND, processor, megabytes };
}

function peakMemory(pid: number): number | null {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** Seconds of user and system time; the kernel counts in hundredths. */
function processorTime(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}

function sizes(out: string): void {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).map((name) => join(out, name)).filter((file) => statSync(file).isFile());
  row('files', files.length, '');
  row('pages', files.filter((file) => file.endsWith('.html')).length, '');
  row('the whole site', files.reduce((sum, file) => sum + statSync(file).size, 0) / 1024 ** 2, 'MB');
  for (const page of ['index.html', 'procedures/index.html', 'procedures/wst/index.html', 'compare/index.html', 'calculator/index.html', 'findings/index.html', 'glossary/index.html', 'api/v1/index.json']) {
    const file = join(out, page);
    if (existsSync(file)) row(`/${page.replace(/index\.html$/, '')}, gzipped`, gzipSync(readFileSync(file)).length / 1024, 'kB');
  }
  const scripts = files.filter((file) => file.endsWith('.js')).map((file) => ({ name: file.slice(out.length), size: gzipSync(readFileSync(file)).length / 1024 }));
  const [largest] = scripts.sort((a, b) => b.size - a.size);
  if (largest !== undefined) row(`largest script, gzipped: ${largest.name}`, largest.size, 'kB');
}

/** A few documents leave nothing to choose from: then the comparison has a column for each, and ticks. */
async function columns(out: string): Promise<void> {
  if (count <= MOST_TICKED) return;
  const { changes, fetched, shown, documents } = await changeColumns(out);
  const slowest = (isAdded: boolean) => Math.max(...changes.filter((change) => change.isAdded === isAdded).map(({ milliseconds }) => milliseconds));
  row('a column put in, the slowest of five', slowest(true), 'ms', BUDGETS.columns);
  row('a column taken out, the slowest of five', slowest(false), 'ms', BUDGETS.columns);
  row(`documents fetched for it, of ${documents}`, fetched, '', shown);
}

function row(what: string, value: number | null, unit: string, atMost?: number): void {
  const shown = value === null ? 'not measured here' : value.toLocaleString('en-GB', { maximumSignificantDigits: value < 1000 ? 3 : 4 });
  const verdict = atMost === undefined || value === null ? '' : `   (at most ${atMost.toLocaleString('en-GB')}: ${value <= atMost ? 'met' : 'MISSED'})`;
  console.log(`  ${what.padEnd(58)}${shown.padStart(14)} ${unit}${verdict}`);
}

function namesIn(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory) : [];
}
