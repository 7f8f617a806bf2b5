/**
 * `npm run bank-holidays`: holds GOV.UK's list against the table of the project, prints what changed, and writes the
 * table where nothing about it is doubtful. It is the only part of the project that asks anything of the network, and
 * only for whoever runs it: the site never does.
 *
 *   npm run bank-holidays                                              from GOV.UK
 *   npm run bank-holidays -- --from FILE --retrieved 2027-01-04         from a file that was downloaded on that day
 *   npm run bank-holidays -- --accept 2030-06-10                        with a date that you have checked at its source
 *   npm run bank-holidays -- --dry-run                                  without writing
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { formatDate, parseIsoDate, todayInLondon, type IsoDate } from '../calendar/iso-date.ts';
import { changeText, updateOf, type HolidayTable, type HolidayUpdate } from '../calendar/published-holidays.ts';
import { CommandError, readArguments, UsageError } from './command.ts';

const LIST = 'https://www.gov.uk/bank-holidays.json';
const TABLE = 'src/calendar/bank-holidays.json';
const PATIENCE_IN_MS = 20_000;
const OPTIONS = {
  from: { type: 'string' }, retrieved: { type: 'string' }, accept: { type: 'string', multiple: true }, 'dry-run': { type: 'boolean' }, table: { type: 'string' },
} as const;

interface Source { title: string; url: string; retrieved?: IsoDate; handedOver?: IsoDate; provenance: string; earlier?: string }
/** The table as it lies in its file. */
export interface TableFile extends HolidayTable { division: string; source: Source }

/**
 * Runs the update. @returns the exit status: 0 where the table was written or nothing needed to be, 1 where it was refused
 *
 * @throws UsageError, CommandError
 * @example await updateBankHolidays(['--from', 'list.json', '--retrieved', '2027-01-04'], console.log)
 */
export async function updateBankHolidays(args: string[], print: (line: string) => void): Promise<number> {
  const { values } = readArguments(args, OPTIONS, 0);
  const file = values.table ?? TABLE;
  const table = JSON.parse(readFileSync(file, 'utf8')) as TableFile;
  const retrieved = dayOfRetrieval(values.from, values.retrieved);
  const list = values.from === undefined ? await fetched() : parsed(readFileSync(values.from, 'utf8'), values.from);
  const update = updateOf(table, list, (values.accept ?? []).map(dateOf));

  for (const change of update.changes) print(changeText(change));
  if (update.doubts.length > 0) {
    for (const doubt of update.doubts) print(`In doubt: ${doubt}`);
    print('Nothing was written. Look at each date at its source; what is right is taken over with --accept DATE.');
    return 1;
  }
  if (update.changes.length === 0) print('No day has changed.');
  print(`The table reaches from ${formatDate(update.table.from)} to ${formatDate(update.table.to)}, with ${update.table.holidays.length} days.`);
  if (values['dry-run'] === true) return 0;
  writeFileSync(file, tableText({ ...table, ...update.table, source: sourceOf(table, update, retrieved) }));
  print(`Written: ${file}. Now run the tests: they work every year out again from the law, and say what they cannot explain.`);
  return 0;
}

/**
 * The text of the table's file, a line for each day, so that a change of the list is a change of lines.
 *
 * @example writeFileSync('src/calendar/bank-holidays.json', tableText(table))
 */
export function tableText({ division, source, from, to, holidays }: TableFile): string {
  const head = JSON.stringify({ division, source, from, to }, null, 2).replace(/\n\}$/, '');
  const days = holidays.map((day) => `    { ${Object.entries(day).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')} }`);
  return `${head},\n  "holidays": [\n${days.join(',\n')}\n  ]\n}\n`.replace(/\{ ("date".*) \}/g, '{$1}');
}

function dayOfRetrieval(from: string | undefined, retrieved: string | undefined): IsoDate {
  if (retrieved !== undefined) return dateOf(retrieved);
  if (from !== undefined) throw new UsageError('a file may be old: say when it was downloaded, with --retrieved YYYY-MM-DD');
  return todayInLondon(new Date());
}

function dateOf(text: string): IsoDate {
  if (parseIsoDate(text) !== text) throw new UsageError(`"${text}" is not a date that exists, written YYYY-MM-DD`);
  return text;
}

async function fetched(): Promise<unknown> {
  try {
    const response = await fetch(LIST, { signal: AbortSignal.timeout(PATIENCE_IN_MS), headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return parsed(await response.text(), LIST);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${LIST} could not be read: ${error instanceof Error ? error.message : String(error)}. Download it with a browser, and give it with --from FILE --retrieved YYYY-MM-DD.`);
  }
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CommandError(`${name} is not JSON. Nothing was written.`);
  }
}

/** Where the table now comes from. What was known of years that the list does not hold is kept as it was. */
function sourceOf({ source, from }: TableFile, { covers, table }: HolidayUpdate, retrieved: IsoDate): Source {
  const earlier = source.earlier ?? source.provenance;
  const [first, last] = [covers!.first, covers!.last];
  const years = (a: number, b: number) => (a === b ? `${a}` : `${a} to ${b}`);
  const older = [[Number(from.slice(0, 4)), first - 1], [last + 1, Number(table.to.slice(0, 4))]].filter(([a, b]) => a! <= b!).map(([a, b]) => years(a!, b!));
  const read = `The days of ${years(first, last)} are those of the list that GOV.UK published on ${formatDate(retrieved)}.`;
  return {
    title: source.title, url: LIST, retrieved,
    provenance: older.length === 0 ? read : `${read} Those of ${older.join(' and ')} stand as they were before. ${earlier}`,
    ...(older.length === 0 ? {} : { earlier }),
  };
}

if (import.meta.main) {
  try {
    process.exitCode = await updateBankHolidays(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof CommandError)) throw error;
    process.stderr.write(`bank-holidays: ${error.message}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
