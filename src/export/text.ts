/** A case in plain text, to paste into an e-mail. */
import { formatDate, type IsoDate } from '../calendar/iso-date.ts';
import { dueWords, soonerLimits } from './due.ts';
import { dateMeant, datesMeant, daysInFull, dueDates, readingsOfShown, statusWords, type DueDate } from './due-dates.ts';
import {
  chosenLines, conventionLine, documentLines, givenLines, isNational, limitsAsWritten, placesText, whoLine, type WorkedCase,
} from './worked-case.ts';

interface TextOptions {
  /** The day the text is made; an argument, for nothing here knows what day it is. */
  madeOn: IsoDate;
  /** The version of the rules, as the page's foot has it; left out where there is none to name. */
  edition?: string;
  /** The address that brings the case back, where the person asked for it. */
  link?: string;
}

/**
 * The case as text: what is next, every date by day with its readings, what has no date, what was assumed and what was
 * given. The national baseline's dates stand under a heading of their own, never among the local ones.
 *
 * @param cases the chosen policy first, then what stands beside it
 * @example caseText([local, national], { madeOn: '2026-03-27' }) // 'WEST MIDLANDS: DATES OF A CASE\n\nNext: …'
 */
export function caseText(cases: readonly WorkedCase[], { madeOn, edition, link }: TextOptions): string {
  const [first] = cases;
  const parts = cases.flatMap((worked, place) => [
    heading(place > 0 && isNational(worked) ? `${worked.policy.title}, beside and not merged` : `${worked.policy.title}: dates of a case`),
    ...(place === 0 ? nextLines(worked) : []),
    ...problemLines(worked),
    ...datedLines(worked),
    ...undatedLines(worked),
    ...documentLines(worked),
    '',
  ]);
  const foot = [
    ...(first === undefined ? [] : [heading('Given'), ...bullets(givenLines(first), 'Nothing yet.'), '', heading('Assumed'), `- ${conventionLine(first)}`, ...cases.flatMap((worked) => chosenLines(worked).map((line) => `- ${worked.policy.title}: ${line}`)), '']),
    `Worked out on ${formatDate(madeOn)}${edition === undefined ? '' : `, by the rules of version ${edition}`}. This reports nothing to anyone and is no legal advice.`,
    ...(link === undefined ? [] : [`The case again: ${link}`]),
  ];
  return `${[...parts, ...foot].join('\n').replaceAll(/\n{3,}/g, '\n\n').trimEnd()}\n`;
}

function nextLines({ timetable: { next, also, asAt } }: WorkedCase): string[] {
  const from = asAt === null ? '' : ` (as at ${formatDate(asAt)})`;
  return [next === null ? `Next: nothing more is due on the dates given${from}.` : `Next${from}: ${next.explanation}`, ...also.map(({ explanation }) => `Also: ${explanation}`), ''];
}

function problemLines({ timetable: { problems } }: WorkedCase): string[] {
  return problems.length === 0 ? [] : ['These do not fit together:', ...problems.map(({ message }) => `- ${message}`), ''];
}

function datedLines(worked: WorkedCase): string[] {
  return dueDates(worked).dated.flatMap((due, place, all) => {
    const isFirstOfDay = due.day !== all[place - 1]?.day;
    return [...(isFirstOfDay ? ['', formatDate(due.day)] : []), ...dueLines(worked, due)];
  }).concat('');
}

function dueLines(worked: WorkedCase, due: DueDate): string[] {
  const { step, rule, sameDay, kind } = due;
  const { words, policy, vocabulary } = worked;
  const days = due.from === null ? '' : ` ${daysInFull(due)}`;
  const limits = limitsAsWritten(worked, step, rule).map(({ words: written, places }) => `${written}${places === '' ? '' : ` (${places})`}`);
  const others = sameDay.map((guest) => guest.step.title);
  const last = step.safe?.latest ?? null;
  const sooner = soonerLimits(step).slice(0, 1);
  return [
    `- ${step.title} [${dueWords(due)}${days}]`,
    `  ${[whoLine(worked, rule), ...limits].join('. ')}.`,
    ...(step.applies === 'unknown' && step.onlyIf !== null ? [`  Only if ${words.openConditionText(step.onlyIf, { policy, vocabulary })}.`] : []),
    ...(step.lateIfLater !== null ? [`  Late if later: ${step.lateIfLater.explanation}`] : (kind === 'work-to' || kind === 'projected') && last !== null && last !== due.day ? [`  The last day under every reading is ${formatDate(last)}, not a working day.`] : []),
    ...(step.conflict !== null && kind === 'undecided' ? [`  ${step.conflict}`] : []),
    ...sooner.map((limit) => `  The sooner of its limits holds: ${formatDate(last!)} (${placesText(worked, limit.cite)}).`),
    ...readingLines(worked, due).map((line) => `  ${line}`),
    ...(others.length === 0 ? [] : [`  On the same day: ${others.join('; ')}.`]),
  ];
}

/** Each date that a limit in doubt may mean, with why; else both ends of a projected date, or how late the step is. */
function readingLines(worked: WorkedCase, due: DueDate): string[] {
  const meant = datesMeant(worked, due);
  if (meant.length > 0) return ['In doubt:', ...meant.map(({ days, because }) => `* ${[days, because.join(' Or: ')].filter((text) => text !== '').join(' ')}`)];
  const telling = readingsOfShown(due.step).map(({ reading }) => reading).filter((reading) => reading.state === 'projected' || statusWords(reading, worked) !== null);
  return [...new Set(telling.map((reading) => dateMeant(worked, reading)))];
}

function undatedLines(worked: WorkedCase): string[] {
  const undated = dueDates(worked).undated.filter(({ step }) => step.state !== 'not-applicable');
  return undated.length === 0 ? [] : ['Without a date:', ...undated.map(({ step, because }) => `- ${step.title}${step.applies === 'unknown' ? ' (if it applies)' : ''}: ${because}`), ''];
}

function bullets(lines: string[], none: string): string[] {
  return lines.length === 0 ? [none] : lines.map((line) => `- ${line}`);
}

/** In capitals, since plain text has no other heading; the document's own title keeps its letters elsewhere. */
function heading(text: string): string {
  return text.toUpperCase();
}
