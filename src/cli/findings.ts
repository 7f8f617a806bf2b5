import { parseIsoDate, todayInLondon, type IsoDate } from '../calendar/iso-date.ts';
import { findingsOf } from '../findings/findings.ts';
import { KINDS, WEIGHTS, type Example, type Finding, type Weight } from '../findings/finding.ts';
import { findingsTable } from '../findings/table.ts';
import { csvText } from '../export/csv.ts';
import { writeLink } from '../export/fragment.ts';
import { placeText } from '../engine/words.ts';
import type { PolicySet } from '../policy/model.ts';
import { CommandError, findPolicy, printJson, readArguments, readSet, UsageError, type Command } from './command.ts';

/** @example `rulebook findings wst --as-at 2026-04-01 --json` */
export const findingsCommand: Command = {
  name: 'findings',
  usage: 'findings [POLICY] [--as-at DATE] [--policies DIR] [--json|--csv]',
  gives: 'what each document leaves open, gets wrong or says otherwise than the national baseline, with a case that shows it',
  run(args) {
    const { values, positionals } = readArguments(args, { 'as-at': { type: 'string' }, policies: { type: 'string' }, json: { type: 'boolean' }, csv: { type: 'boolean' } }, 1);
    if (values.json && values.csv) throw new UsageError('--json or --csv, not both');
    const set = readSet(values.policies);
    const asAt = readAsAt(values['as-at']);
    const policy = positionals[0] === undefined ? null : findPolicy(set, positionals[0]).id;
    const findings = findingsOf(set, policy, { asAt });
    if (values.json) printJson({ findings: findings.map(printed) });
    else process.stdout.write(values.csv ? csvText(findingsTable(findings, set, writeLink)) : `${asText(findings, set, asAt)}\n`);
    return 0;
  },
};

function readAsAt(given: string | undefined): IsoDate {
  if (given === undefined) return todayInLondon(new Date());
  const date = parseIsoDate(given);
  if (date === null) throw new CommandError(`--as-at: "${given}" is not a date that exists, written YYYY-MM-DD`);
  return date;
}

/** A finding as it is printed and published: its example with the link that puts the case into the calculator. */
function printed({ example, ...finding }: Finding): Omit<Finding, 'example'> & { example: Example & { link: string | null } } {
  return { ...finding, example: { ...example, link: example.case && writeLink(example.case).slice(1) } };
}

function asText(findings: readonly Finding[], { policies, vocabulary }: PolicySet, asAt: IsoDate): string {
  const lines: string[] = [`As at ${asAt}: ${findings.length === 1 ? '1 finding' : `${findings.length} findings`}`];
  for (const { id, title } of policies) {
    const own = findings.filter(({ policy }) => policy === id);
    if (own.length === 0) continue;
    lines.push('', title);
    for (const weight of Object.keys(WEIGHTS) as Weight[]) {
      const weighty = own.filter((finding) => finding.weight === weight);
      if (weighty.length > 0) lines.push('', `${WEIGHTS[weight]} (${weighty.length})`);
      for (const { kind, statement, example, cites, ask, where } of weighty) {
        const places = cites.map((place) => `${placeText(place, vocabulary)}${place.unverified === null ? '' : ' (not read at its source)'}`).join('; ');
        lines.push('', `  ${KINDS[kind]} [${where}]`, `    ${statement}`, `    Example: ${example.text}`);
        if (places !== '') lines.push(`    Stands in: ${places}`);
        lines.push(`    Ask: ${ask}`);
      }
    }
  }
  return lines.join('\n');
}
