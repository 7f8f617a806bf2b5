/** The whole span of a case on one axis: the chosen policy's dates over the national baseline's. */
import { addCalendarDays, type IsoDate } from '../../calendar/iso-date.ts';
import type { Lane, LaneMark, Lanes } from '../../compare/lanes.ts';
import { spanOf, type StepSpan } from '../../compare/step-span.ts';
import type { Timetable, TimetableStep } from '../../engine/types.ts';
import { uncapital } from '../../engine/words.ts';
import { dayBorrowedFrom } from '../../export/due.ts';
import type { Id, Policy, Vocabulary } from '../../policy/model.ts';
import { dateTime } from '../draw/date.ts';
import { drawLaneKey, drawLanes } from '../draw/lanes.ts';
import { h, type Drawn } from '../draw/node.ts';

interface SpanOf { policy: Policy; timetable: Timetable }

/** More days than this beside each other cannot be told apart; what lies beyond is named in words. */
const MOST_DAYS = 92;
const LOOKED_FROM = 'as-at';

/**
 * The strip of a case, with what is too far off to be drawn in words under it; null where nothing has a date.
 *
 * @param worked the chosen policy first, then the baseline where it stands beside it
 * @example drawSpan([{ policy, timetable }], vocabulary, (id) => `/procedures/${id}/`)
 */
export function drawSpan(worked: SpanOf[], vocabulary: Vocabulary, procedureOf: (policy: Id) => string): Drawn | null {
  const span = caseSpan(worked, vocabulary);
  if (span === null) return null;
  const { lanes, on, beyond } = span;
  const policyOf = (id: Id) => worked.find(({ policy }) => policy.id === id)?.policy;
  return h('section', { class: 'span part', 'aria-labelledby': 'span-title', 'data-key': 'span' },
    h('h2', { id: 'span-title' }, 'The whole span'),
    drawLanes(lanes, on, {
      title: (id) => policyOf(id)?.title ?? id,
      isNational: (id) => policyOf(id)?.kind === 'statutory-guidance',
      href: procedureOf,
      // No row is shown without a date: what has none stands in the timetable.
      status: () => 'stated',
      vocabulary: { events: { ...vocabulary.events, [LOOKED_FROM]: { id: LOOKED_FROM, title: 'Looked at from this day', meaning: null, main: false } } },
    }),
    beyond.length === 0 ? null : h('p', { class: 'note' }, 'Too far off to be drawn: ',
      beyond.map(({ title, day }, place) => [place === 0 ? '' : '; ', `${uncapital(title)}, `, dateTime(day)]), '.'),
    drawLaneKey());
}

interface Span { lanes: Lanes; on: Record<Id, IsoDate>; beyond: { title: string; day: IsoDate }[] }

/** What is drawn of a case, and what is not because it is too far off; null where nothing has a date. */
export function caseSpan(worked: SpanOf[], vocabulary: Pick<Vocabulary, 'events'>): Span | null {
  const [chosen] = worked;
  if (chosen === undefined) return null;
  const { given, asAt } = chosen.timetable;
  const happened = Object.entries(given).filter(([id]) => Object.hasOwn(vocabulary.events, id));
  const every = worked.map(({ policy, timetable }) => ({ policy, timetable, marks: marksOf(policy, timetable) }));
  const marks = every.flatMap((one) => one.marks);
  if (marks.length === 0) return null;
  const days = [...happened.map(([, day]) => day), ...marks.flatMap(({ from, outer, late }) => [from, outer, ...(late === null ? [] : [late])])].sort();
  const first = days[0]!;
  const last = days.at(-1)!;
  const end = addCalendarDays(first, MOST_DAYS - 1);
  const isDrawn = ({ outer, late }: LaneMark) => outer <= end && (late ?? '') <= end;
  const shown = marks.filter(isDrawn);
  const on = Object.fromEntries([...happened, ...(asAt === null || asAt < first ? [] : [[LOOKED_FROM, asAt] as const])].filter(([, day]) => day <= (last < end ? last : end)));
  const lanes = every.map(({ policy, timetable, marks: own }): Lane => ({
    policy: policy.id, marks: own.filter(isDrawn), undated: [], starts: startsOf(timetable, (id) => Object.hasOwn(vocabulary.events, id)).filter(({ date }) => date >= first && date <= end),
  }));
  return {
    lanes: { from: first, to: addCalendarDays(last < end ? last : end, 1), rows: [], lanes },
    on,
    beyond: marks.filter((mark) => !shown.includes(mark)).map(({ title, to }) => ({ title, day: to })),
  };
}

/** A mark for each step with a day: when it was done or is planned, and the stretch in which it may be done. */
function marksOf(policy: Policy, { steps }: Timetable): LaneMark[] {
  return steps.flatMap((step) => {
    const rule = policy.steps.find(({ id }) => id === step.id);
    if (rule === undefined || step.state === 'not-applicable' || dayBorrowedFrom(step, rule) !== null) return [];
    const head = { dimension: step.id, stage: rule.stage, meaning: null, title: step.applies === 'unknown' ? `If it applies: ${uncapital(step.title)}` : step.title };
    const given = step.done ?? step.planned;
    const span = spanOf(step);
    if (given !== null) return [{ ...head, title: `${head.title}, ${step.done === null ? 'planned' : 'done'}`, ...onDay(step, given) }];
    return span === null ? [] : [{ ...head, ...span, ...lateIfLater(step, span) }];
  }).sort((one, other) => one.to.localeCompare(other.to));
}

/** The last days of a stretch on which a later step could be late, as the days that are allowed and late. */
function lateIfLater({ lateIfLater: later, workTo }: TimetableStep, { from, to, outer }: StepSpan): Partial<StepSpan> {
  if (later?.after == null) return {};
  const stretch = { to: later.after, from: from < later.after ? from : later.after };
  return outer === to ? { ...stretch, outer: later.after, late: workTo } : stretch;
}

function onDay({ id, applies }: TimetableStep, day: IsoDate): StepSpan {
  return { step: id, kind: 'given', from: day, to: day, outer: day, late: null, otherwise: null, isConflict: false, isRange: false, isProjected: false, applies, asWritten: null };
}

/** What of the case its limits are counted from. */
function startsOf({ steps, given }: Timetable, isEvent: (id: Id) => boolean): Lane['starts'] {
  const starts = steps.filter(({ applies }) => applies !== 'no').flatMap(({ limits }) => limits.flatMap(({ readings }) =>
    readings.flatMap(({ from, stands }) => (from !== null && stands && from.basis === 'given' ? [from.id] : []))));
  return [...new Set(starts)].flatMap((event) => (given[event] === undefined || !isEvent(event) ? [] : [{ event, date: given[event] }]))
    .sort((one, other) => one.date.localeCompare(other.date));
}
