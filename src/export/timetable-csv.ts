/** A timetable as a table for a spreadsheet. */
import type { LimitReading, TimetableStep } from '../engine/types.ts';
import type { Step } from '../policy/model.ts';
import { csvText, type Cell } from './csv.ts';
import { dueWords, standingReadings } from './due.ts';
import { dueDates } from './due-dates.ts';
import { closed, isNational, limitWords, nameOf, placesText, readingName, ruleOf, whoLine, type WorkedCase } from './worked-case.ts';

const HEAD = [
  'Policy', 'Local or national', 'Step', 'Step id', 'Who', 'State', 'Only if', 'Kind', 'Day', 'First safe day', 'Last safe day', 'Last day of any reading', 'Late if later', 'Done', 'Planned',
  'Limit as written', 'Place', 'Reading', 'Reading stands', 'First day', 'Last day', 'Counted from', 'Date counted from', 'Days counted', 'Days skipped', 'Status', 'How it was reached',
] as const;

/**
 * One row for each reading of each limit of each step, and one for a step without a limit; in the document's order, the
 * national baseline's rows after the local ones. Dates are ISO dates, which every spreadsheet reads the same way.
 *
 * @param cases the chosen policy first, then what stands beside it
 * @param byteOrderMark for a file that Excel is to open
 * @example timetableCsv([local, national], { byteOrderMark: true })
 */
export function timetableCsv(cases: readonly WorkedCase[], options: { byteOrderMark?: boolean } = {}): string {
  return csvText([HEAD, ...cases.flatMap(rowsOf)], options);
}

function rowsOf(worked: WorkedCase): Cell[][] {
  const days = new Map(dueDates(worked).dated.flatMap((due) => [
    [due.step.id, { kind: dueWords(due), day: due.day }] as const,
    ...due.sameDay.map(({ step }) => [step.id, { kind: 'On the same day', day: due.day }] as const),
  ]));
  return worked.timetable.steps.flatMap((step) => {
    const rule = ruleOf(worked, step.id);
    if (rule === undefined) return [];
    const due = days.get(step.id);
    const ofStep = [...stepCells(worked, step, rule), due?.kind ?? null, due?.day ?? null, ...windowCells(step)];
    const readings = readingCells(worked, step, rule);
    const none: Cell[] = HEAD.slice(ofStep.length).map((title) => (title === 'Place' ? placesText(worked, rule.cite) : null));
    return (readings.length === 0 ? [none] : readings).map((cells) => [...ofStep, ...cells]);
  });
}

function stepCells(worked: WorkedCase, { id, title, state, onlyIf }: TimetableStep, rule: Step): Cell[] {
  const { policy, vocabulary, words } = worked;
  const condition = onlyIf === null ? null : words.openConditionText(onlyIf, { policy, vocabulary });
  return [policy.title, isNational(worked) ? 'national' : 'local', title, id, whoLine(worked, rule), state, condition];
}

function windowCells({ safe, outer, lateIfLater, done, planned }: TimetableStep): Cell[] {
  return [safe?.earliest ?? null, safe?.latest ?? null, outer?.latest ?? null, lateIfLater?.explanation ?? null, done, planned];
}

function readingCells(worked: WorkedCase, step: TimetableStep, rule: Step): Cell[][] {
  const standing = new Set<LimitReading>(standingReadings(step).map(({ reading }) => reading));
  return step.limits.flatMap((limit) => limit.readings.map((reading): Cell[] => {
    const { under, earliest, latest, from, counted, skipped, status, explanation, because, refutedBy } = reading;
    const stands = standing.has(reading) ? 'yes' : `no: ${limit.applies === 'no' ? 'the limit does not apply' : (refutedBy ?? '')}`;
    const hasDays = counted.length + skipped.length > 0;
    return [
      limitWords(worked, rule, limit), placesText(worked, limit.cite), readingName(under) || null, stands, earliest, latest,
      from === null ? null : nameOf(worked, from.id), from?.date ?? null, hasDays ? counted.length : null, hasDays ? skipped.length : null,
      status, [explanation, closed(because)].filter((text) => text !== '').join(' '),
    ];
  }));
}
