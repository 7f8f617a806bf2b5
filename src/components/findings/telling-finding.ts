import { KINDS, type Finding, type FindingKind } from '../../findings/finding.ts';

const kinds = Object.keys(KINDS) as FindingKind[];
const LATE: readonly FindingKind[] = ['negative-slack', 'decision-after-deadline', 'day-and-duration'];

/**
 * The finding that says most in one picture: someone is late though every step was in time, however the document is read,
 * and two counts show it. Null where there is none.
 *
 * @example tellingFinding(findings)?.id
 */
export function tellingFinding(findings: readonly Finding[]): Finding | null {
  const telling = findings.filter(({ kind, example, rules }) => LATE.includes(kind) && example.counts !== null && rules.every((rule) => rule.includes('/')));
  return [...telling].sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind))[0] ?? null;
}
