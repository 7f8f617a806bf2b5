/** Reads the worked cases that are told in stages. Build only: it brings the reader of YAML with it. */
import { parseIsoDate } from '../calendar/iso-date.ts';
import type { Answer } from '../engine/types.ts';
import type { Id, IsoDate } from '../policy/model.ts';
import { formatFault } from '../policy/fault.ts';
import { readYaml } from '../policy/yaml-text.ts';
import type { Ask, Known, Stage, StagedCase } from './staged-case.ts';

type Fields = Record<string, unknown>;

/**
 * The cases of a file that have stages, in its order.
 *
 * @param file its name, for a message
 * @throws Error that names the file, the case and what is wrong with it
 * @example readStagedCases('content/cases/in-stages.yaml', content).map(({ id }) => id)
 */
export function readStagedCases(file: string, content: string): StagedCase[] {
  const { value, faults } = readYaml(file, content);
  if (faults.length > 0) throw new Error(faults.map(formatFault).join('\n'));
  if (!Array.isArray(value)) throw new Error(`${file}: not a list of cases`);
  return value.filter((one) => isFields(one) && 'stages' in one).map((one) => stagedCase(one as Fields, file));
}

function stagedCase(given: Fields, file: string): StagedCase {
  const id = textOf(given, 'id', file);
  const where = `${file}: ${id}`;
  const policy = textOf(given, 'policy', where);
  const { stages, minutes } = given;
  if (!Array.isArray(stages) || stages.length === 0) throw new Error(`${where}: stages must be a list`);
  if (typeof minutes !== 'number' || !Number.isInteger(minutes)) throw new Error(`${where}: minutes must be a whole number`);
  return {
    id, policy, minutes,
    title: textOf(given, 'title', where),
    teaches: textOf(given, 'teaches', where),
    readings: recordOf(given, 'readings', where),
    ...knownOf(given, where),
    stages: stages.map((stage, place) => stageOf(stage, policy, `${where}, stage ${place + 1}`)),
  };
}

function stageOf(given: unknown, policy: Id, where: string): Stage {
  if (!isFields(given)) throw new Error(`${where}: not a stage`);
  const known = ['happens', 'on', 'facts', 'decided', 'asks', 'then'];
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Error(`${where}: "${unknown}" is not a field of a stage; use ${known.join(', ')}`);
  const asks = given['asks'] ?? [];
  if (!Array.isArray(asks)) throw new Error(`${where}: asks must be a list`);
  return {
    happens: paragraphs(textOf(given, 'happens', where)),
    ...knownOf(given, where),
    asks: asks.map((ask) => askOf(ask, policy, where)),
    then: given['then'] === undefined ? [] : paragraphs(textOf(given, 'then', where)),
  };
}

function askOf(given: unknown, policy: Id, where: string): Ask {
  if (!isFields(given)) throw new Error(`${where}: an ask names what is asked`);
  const { of = policy, ...rest } = given;
  const [[what, id] = ['', ''], ...more] = Object.entries(rest);
  if (more.length > 0 || typeof id !== 'string' || typeof of !== 'string' || !isAsk(what)) {
    throw new Error(`${where}: an ask is one of test, last, first or stem, with "of" where it is another policy's`);
  }
  return { what, id, of };
}

const isAsk = (what: string): what is Ask['what'] => ['test', 'last', 'first', 'stem'].includes(what);

function knownOf(given: Fields, where: string): Known {
  const on = recordOf(given, 'on', where);
  const facts = recordOf(given, 'facts', where);
  for (const [id, date] of Object.entries(on)) if (parseIsoDate(date) === null) throw new Error(`${where}: ${id}: "${date}" is not a date that exists, written YYYY-MM-DD`);
  for (const [id, answer] of Object.entries(facts)) if (!['yes', 'no', 'unknown'].includes(answer)) throw new Error(`${where}: ${id}: "${answer}" is not yes, no or unknown`);
  return { on: on as Record<Id, IsoDate>, facts: facts as Record<Id, Answer>, decided: recordOf(given, 'decided', where) };
}

function recordOf(given: Fields, key: string, where: string): Record<string, string> {
  const value = given[key] ?? {};
  if (!isFields(value) || Object.values(value).some((one) => typeof one !== 'string')) throw new Error(`${where}: ${key} must give a text for each id`);
  return value as Record<string, string>;
}

function textOf(given: Fields, key: string, where: string): string {
  const value = given[key];
  if (typeof value !== 'string' || value.trim() === '') throw new Error(`${where}: ${key} is missing`);
  return value.trim();
}

const paragraphs = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
