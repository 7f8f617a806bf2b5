import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface Browser {
  executablePath: string;
  args: string[];
  /** What the browser process needs beyond the environment of the tests. */
  env: Record<string, string>;
}

/**
 * The browser that drives the built site, and how to start it.
 *
 * Looks, in this order, at `CHROMIUM_PATH`, at a Chromium or Chrome of the system, and at the browser that the
 * package `@sparticuz/chromium` carries (Linux on x64), which is unpacked once under `node_modules/.cache`.
 *
 * @throws where none is found, with the command that installs one. The tests are never skipped.
 * @example
 * const { executablePath, args } = await findBrowser();
 */
export async function findBrowser(): Promise<Browser> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file.`);
    return withArguments(named);
  }
  const installed = systemBrowser();
  if (installed !== null) return withArguments(installed);
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser();
  throw new Error(
    'No browser found to test the site with. Install one with "npx playwright install chromium" and set CHROMIUM_PATH to it, '
    + 'or install Chromium or Chrome on the system (Debian and Ubuntu: "sudo apt-get install chromium").',
  );
}

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const SYSTEM_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

function systemBrowser(): string | null {
  const separator = process.platform === 'win32' ? ';' : ':';
  const directories = (process.env['PATH'] ?? '').split(separator).filter((directory) => directory !== '');
  const onPath = SYSTEM_NAMES.flatMap((name) => directories.map((directory) => join(directory, name)));
  return [...onPath, ...SYSTEM_PLACES].find((file) => existsSync(file)) ?? null;
}

function withArguments(executablePath: string, env: Record<string, string> = {}): Browser {
  // Chromium refuses its sandbox to root, which is who the tests run as in most containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // Without this, widths of text are rounded to whole pixels on some systems and not on others.
  return { executablePath, args: [...args, '--font-render-hinting=none'], env };
}

async function packagedBrowser(): Promise<Browser> {
  const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin');
  const home = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'chromium');
  if (!existsSync(join(home, 'chromium'))) await unpack(home);
  const executablePath = join(home, 'chromium');
  const env = lacksLibraries(executablePath) ? await packagedLibraries(bin, home) : {};
  return withArguments(executablePath, env);
}

/** Unpacks beside the final place and renames, so that two runs at once never meet half a browser. */
async function unpack(home: string): Promise<void> {
  mkdirSync(dirname(home), { recursive: true });
  const stage = mkdtempSync(`${home}-`);
  const { default: packaged } = await import('@sparticuz/chromium');
  await withTemporaryDirectory(stage, () => packaged.executablePath());
  moveInto(stage, home);
}

function lacksLibraries(executablePath: string): boolean {
  return spawnSync('ldd', [executablePath], { encoding: 'utf8' }).stdout?.includes('not found') ?? false;
}

/** The few system libraries (NSS, NSPR) that a bare machine may lack come in the same package. */
async function packagedLibraries(bin: string, home: string): Promise<Record<string, string>> {
  const libraries = join(home, 'al2023', 'lib');
  if (!existsSync(libraries)) {
    const { inflate } = await import('@sparticuz/chromium');
    await withTemporaryDirectory(home, () => inflate(join(bin, 'al2023.tar.br')));
  }
  const existing = process.env['LD_LIBRARY_PATH'];
  return { LD_LIBRARY_PATH: existing === undefined ? libraries : `${libraries}:${existing}` };
}

/** The package unpacks into the system's temporary directory and can only be told otherwise through the environment. */
async function withTemporaryDirectory<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = directory;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function moveInto(stage: string, home: string): void {
  try {
    renameSync(stage, home);
  } catch (error) {
    rmSync(stage, { recursive: true, force: true });
    if (!existsSync(join(home, 'chromium'))) throw error;
  }
}
