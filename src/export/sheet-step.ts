/** A step as a printed sheet has it: who, by when, in whose words. */
import type { TimetableStep } from '../engine/types.ts';
import type { Id, IsoDate } from '../policy/model.ts';
import { dueWords } from './due.ts';
import { datesMeant, daysInFull, readingsOfShown, statusWords, type DateMeant, type DueDates } from './due-dates.ts';
import { limitsAsWritten, placesText, ruleOf, whoLine, type WorkedCase } from './worked-case.ts';

export interface SheetStep {
  step: Id;
  title: string;
  who: string;
  /** The document's words on the time and where they stand; none where it gives no limit. */
  limits: { words: string; places: string }[];
  /** Where the step itself stands. */
  places: string;
  /** The day to work to; null where there is none. */
  day: IsoDate | null;
  /** Kind and day in words, or why there is none. */
  when: string;
  /** Each date that it may mean, with why, where it is in doubt. */
  readings: DateMeant[];
  /** How late it is, where it is late under some reading and a day to look from is given. */
  late: string | null;
  /** Why a day that its own limits allow can make a later step late; null where none can. */
  lateIfLater: string | null;
  /** The undecided condition under which it is done at all; null where it surely is. */
  onlyIf: string | null;
}

/**
 * The step with the day that `dueDates` gives it.
 *
 * @example sheetStep(worked, dueDates(worked), step).when // 'Work to Tuesday 7 April 2026'
 */
export function sheetStep(worked: WorkedCase, dates: DueDates, step: TimetableStep): SheetStep {
  const { policy, vocabulary, words } = worked;
  const rule = ruleOf(worked, step.id)!;
  const due = dates.dated.find((one) => one.step.id === step.id);
  const host = dates.dated.find(({ sameDay }) => sameDay.some((one) => one.step.id === step.id));
  const standing = readingsOfShown(step).map(({ reading }) => reading);
  const isLate = ({ status }: (typeof standing)[number]) => status === 'overdue' || status === 'done-late';
  const late = standing.filter(isLate).map((reading) => statusWords(reading, worked));
  const inTime = standing.some((reading) => reading.status !== null && !isLate(reading)) ? ', in time under another' : '';
  return {
    step: step.id,
    title: step.title,
    who: whoLine(worked, rule),
    limits: limitsAsWritten(worked, step, rule),
    places: placesText(worked, rule.cite),
    day: (due ?? host)?.day ?? null,
    when: due !== undefined ? `${dueWords(due)} ${daysInFull(due)}`
      : host !== undefined ? `On the day of “${host.step.title}”: ${dueWords(host)} ${daysInFull(host)}`
        : (dates.undated.find((one) => one.step.id === step.id)?.because ?? ''),
    readings: due === undefined ? [] : datesMeant(worked, due),
    late: late[0] == null ? null : `${late[0]}${late.length < standing.length ? ` under one reading${inTime}` : ''}`,
    lateIfLater: step.lateIfLater?.explanation ?? null,
    onlyIf: step.applies === 'unknown' && step.onlyIf !== null ? words.openConditionText(step.onlyIf, { policy, vocabulary }) : null,
  };
}
