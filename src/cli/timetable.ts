import { formatDate } from '../calendar/iso-date.ts';
import { titleOf } from '../engine/explain.ts';
import { timetable } from '../engine/schedule.ts';
import { conventionTexts, openConditionText, outcomeText, type Speech } from '../engine/words.ts';
import type { LimitReading, Timetable, TimetableStep } from '../engine/types.ts';
import { countedBackFrom } from '../export/due.ts';
import { CASE_OPTIONS, CASE_USAGE, readCase } from './case.ts';
import { findPolicy, printJson, readArguments, readSet, type Command } from './command.ts';

/** @example `rulebook timetable wst --on referral-received=2026-03-27` */
export const timetableCommand: Command = {
  name: 'timetable',
  usage: `timetable POLICY ${CASE_USAGE}`,
  gives: 'every date of a case, with the days counted and skipped, under every reading',
  run(args) {
    const { values, positionals } = readArguments(args, CASE_OPTIONS, 1);
    const set = readSet(values.policies);
    const policy = findPolicy(set, positionals[0]);
    const result = timetable(set, policy.id, readCase(policy, set.vocabulary, values));
    if (values.json) printJson(result);
    else process.stdout.write(`${asText({ policy, vocabulary: set.vocabulary }, result)}\n`);
    return 0;
  },
};

function asText(speech: Speech, { next, also, problems, steps, conventions, given, notUsed }: Timetable): string {
  const lines = [speech.policy.title, ''];
  for (const [id, date] of Object.entries(given)) lines.push(`  ${id}: ${formatDate(date)}${notUsed.includes(id) ? ' (not used by this document)' : ''}`);
  lines.push(`  Assumed where the document is silent: ${Object.values(conventionTexts(conventions)).join('; ')}.`, '');
  if (next) lines.push(`Next: ${next.explanation}`, ...also.map(({ explanation }) => `Also: ${explanation}`), '');
  for (const { message } of problems) lines.push(`Problem: ${message}`);
  if (problems.length > 0) lines.push('');
  for (const step of steps) lines.push(...stepLines(step, speech), '');
  return lines.join('\n').trimEnd();
}

function stepLines(step: TimetableStep, speech: Speech): string[] {
  const lines = [`${step.title} [${step.id}]: ${headline(step, speech)}`];
  if (step.onlyIf !== null) lines.push(`  Only if ${openConditionText(step.onlyIf, speech)}`);
  if (step.conflict !== null) lines.push(`  ${step.conflict}`);
  if (step.lateIfLater !== null) lines.push(`  Late if later${step.lateIfLater.after === null ? '' : ` than ${formatDate(step.lateIfLater.after)}`}: ${step.lateIfLater.explanation}`);
  for (const limit of step.limits) {
    const places = limit.cite.map(({ at }) => at).join(', ');
    lines.push(`  ${limit.asWritten === null ? limit.address : `"${limit.asWritten}"`}${places === '' ? '' : ` (${places})`}`);
    for (const reading of limit.readings) if (step.done === null || reading.latest !== null) lines.push(...readingLines(reading));
  }
  return lines;
}

function headline(step: TimetableStep, speech: Speech): string {
  if (step.done !== null) return `done ${formatDate(step.done)}`;
  if (step.state === 'not-applicable') return 'not applicable';
  if (step.outcome !== null && step.planned === null) return `decided (${outcomeText(step.id, step.outcome, speech)}), on a day not given`;
  const { safe, outer, workTo } = step;
  if (safe === null) return 'no day suits every reading';
  if (safe.latest === null) {
    const isPastTable = outer?.beyondCalendar === true && step.state !== 'beyond-calendar';
    return `${step.state.replaceAll('-', ' ')}${isPastTable ? '; a limit ends past the bank-holiday table, so no last day is certain' : ''}`;
  }
  const rule = speech.policy.steps.find(({ id }) => id === step.id);
  const start = rule === undefined ? null : countedBackFrom(step, rule);
  const parts = [`${step.state}, safe by ${formatDate(safe.latest)}${start === null ? '' : ` if "${titleOf(speech.policy, speech.vocabulary, start)}" is on its last safe day, sooner if it is sooner`}`];
  if (workTo !== null && workTo !== safe.latest) parts.push(`work to ${formatDate(workTo)}`);
  if (outer?.beyondCalendar) parts.push('another reading ends past the bank-holiday table');
  else if (outer?.latest && outer.latest !== safe.latest) parts.push(`at the outermost ${formatDate(outer.latest)}`);
  return parts.join('; ');
}

function readingLines(reading: LimitReading): string[] {
  const under = Object.entries(reading.under).map(([address, id]) => `${address}=${id}`).join(', ');
  const lines = [`    ${under === '' ? '' : `${under}: `}${reading.explanation}`];
  if (under !== '' && reading.because !== '') lines.push(`      Because: ${reading.because}`);
  if (reading.counted.length > 0) lines.push(`      Counted: ${reading.counted.join(' ')}`);
  if (reading.skipped.length > 0) lines.push(`      Skipped: ${reading.skipped.map(({ date, reason }) => `${date} ${reason}`).join(', ')}`);
  return lines;
}
