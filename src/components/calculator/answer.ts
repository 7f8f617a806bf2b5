import { formatDate, type IsoDate } from '../../calendar/iso-date.ts';
import type { Judgement, NextStep, StepState, Timetable, TimetableStep } from '../../engine/types.ts';
import { dayBorrowedFrom, dueOf } from '../../export/due.ts';
import type { Criterion, Id, Policy, Step } from '../../policy/model.ts';
import { dateTime } from '../draw/date.ts';
import { entry, type EntryContext } from '../draw/entry.ts';
import { tag, unfold } from '../draw/marks.ts';
import { h, type Children, type Drawing, type Drawn } from '../draw/node.ts';
import { verdict } from '../draw/verdict.ts';
import { capital, conditionPhrase, conventionTexts, datedPhrase, eachText, eventText, joined, kindText, outcomeText, uncapital, unreadNote } from '../../engine/words.ts';
import type { RulesInUse } from './case.ts';
import { testsBeside } from './questions.ts';

export interface Worked { timetable: Timetable; judgement: Judgement | null }

/** What the engine made of a case, under the chosen policy and under the national baseline. */
export interface Answer { local: Worked; national: Worked | null }

/**
 * The answer: what is next, what does not fit together, which tests are met, and when everything is due; the national
 * baseline's own verdicts and dates beside each part, never merged with it.
 *
 * @param procedureOf the address of a policy's procedure page
 * @param isOpen whether a fold stands open; of one that does not the days are left out, which are most of an answer
 */
export function drawAnswer(answer: Answer, rules: RulesInUse, procedureOf: (policy: string) => string, isOpen: (fold: string) => boolean = () => true): Drawing[] {
  const { policy, national, vocabulary } = rules;
  const { local } = answer;
  const context: EntryContext = { speech: { policy, vocabulary }, national: false, procedure: procedureOf(policy.id), asAt: local.timetable.asAt, explained: new Set(), isOpen };
  const beside = national !== null && national.id !== policy.id && answer.national !== null
    ? { policy: national, worked: answer.national, context: { speech: { policy: national, vocabulary }, national: true, procedure: procedureOf(national.id), asAt: local.timetable.asAt, explained: new Set<string>(), isOpen } }
    : null;
  const note = beside && unreadNote(beside.policy, vocabulary);
  const notRead = note === null ? null : h('p', { class: 'note' }, note);
  return [
    forPrint(local.timetable, rules),
    next(local.timetable, rules, answer.national?.timetable ?? null),
    problems(local.timetable, beside?.worked.timetable ?? null),
    h('div', { class: 'beside' },
      h('div', { class: 'beside__local beside__local--head' },
        h('h2', { class: 'beside__head' }, policy.title, ' ', h('span', { class: 'beside__about' }, aboutPolicy(policy)))),
      beside === null ? emptyNational('head') : h('div', { class: 'beside__national beside__national--head' },
        h('h2', { class: 'beside__head' }, 'National', ' ', h('span', { class: 'beside__about' }, 'beside, not merged'))),
      h('div', { class: 'beside__local' }, h('h3', { class: 'beside__heading' }, 'Is it notifiable?'), verdicts(local, policy, context, policy.criteria)),
      beside === null ? emptyNational() : h('div', { class: 'beside__national' },
        h('h3', { class: 'beside__heading' }, nationalPrefix(), 'The same answers'), verdicts(beside.worked, beside.policy, beside.context, testsBeside(policy, beside.policy)), notRead),
      h('div', { class: 'beside__local' }, h('h3', { class: 'beside__heading' }, 'When is everything due?'), entries(local.timetable, policy, context)),
      beside === null ? emptyNational() : h('div', { class: 'beside__national' },
        h('h3', { class: 'beside__heading' }, nationalPrefix(), 'Its own dates'), entries(beside.worked.timetable, beside.policy, beside.context, (step) => localLine(step, beside.worked.timetable, local.timetable, policy)), notRead))
  ].filter((part) => part !== null);
}

/**
 * What a screen reader is told after each change: what is next, in a sentence.
 *
 * @example announcement(timetable) // 'Timetable worked out again. Next: Send the scoping template by Tuesday 31 March 2026.'
 */
export function announcement({ next: step, problems: faults }: Timetable): string {
  const wrong = faults.length === 0 ? '' : ` ${faults.length === 1 ? 'One thing does' : `${faults.length} things do`} not fit together.`;
  return `Timetable worked out again.${step === null ? ' Nothing has a date yet.' : ` Next: ${step.explanation}`}${wrong}`;
}

function next(timetable: Timetable, { vocabulary }: RulesInUse, national: Timetable | null): Drawn {
  const { next: step, asAt, given } = timetable;
  const from = asAt === null ? null : h('p', { class: 'note' }, 'As at ', dateTime(asAt), '.');
  const isBlank = Object.keys(given).length === 0;
  if (step === null || isBlank) {
    const text = isBlank
      ? `Give the date on which ${eventText('referral-received', vocabulary)}, and everything that follows from it is dated here.`
      : 'Nothing more is due on the dates given.';
    return h('section', { class: 'next', 'aria-labelledby': 'next-label' }, h('h2', { class: 'next__label', id: 'next-label' }, 'Next'), h('p', { class: 'next__step' }, text), from);
  }
  const nationally = national?.next;
  // What the large line says already is not said again under it.
  const rest = step.by === null ? step.explanation : capital(step.explanation.replace(`${step.title} by ${formatDate(step.by)}`, '').replace(/^[.,]? ?/, ''));
  const late = asAt !== null && step.by !== null && step.by < asAt;
  return h('section', { class: 'next', 'aria-labelledby': 'next-label' },
    h('h2', { class: 'next__label', id: 'next-label' }, 'Next'),
    h('p', { class: 'next__step' }, step.title, step.by === null ? '' : ' by ', step.by === null ? null : h('strong', {}, dateTime(step.by))),
    late ? h('p', {}, tag('late', 'Late'), ` ${rest}`) : rest === '' ? null : h('p', { class: 'note' }, rest),
    pressing('Also', timetable),
    nationally == null ? null : h('p', { class: 'note' }, 'Nationally: ', nationally.explanation),
    national === null ? null : pressing('Nationally also', national),
    from,
    late ? h('p', { class: 'not-printed' }, h('button', { class: 'quiet-button', type: 'button', 'data-action': 'leave-out-lateness' }, 'An old or imagined case? Leave lateness out')) : null);
}

/** Of what presses besides on other days the soonest, what surely applies before what may, and always the last of it, which is still to come. */
const MOST_PRESSING = 3;

function pressing(label: string, { next: first, also, steps }: Timetable): Children {
  const isThen = ({ by }: NextStep) => by === first?.by;
  const isSure = (one: NextStep) => steps.find(({ id }) => id === one.id)?.applies === 'yes';
  const then = also.filter(isThen).map((one) => `“${one.title}”${isSure(one) ? '' : ' if it applies'}`);
  const others = also.filter((one) => !isThen(one));
  const urgent = others.slice(0, -1).sort((one, other) => Number(isSure(other)) - Number(isSure(one))).slice(0, MOST_PRESSING - 1);
  const shown = others.filter((one, place) => urgent.includes(one) || place === others.length - 1);
  const left = others.length - shown.length;
  return [
    then.length === 0 ? null : h('p', { class: 'note' }, `${label} by then: ${joined(then, 'and')}.`),
    shown.map(({ explanation }, place) => h('p', { class: 'note' }, `${label}: ${explanation}`, left > 0 && place === shown.length - 2 ? ` And ${left} more below.` : '')),
  ];
}

function problems({ problems: faults, steps }: Timetable, national: Timetable | null): Drawn | null {
  const told = new Set(faults.map(({ message }) => message));
  const nationally = (national?.problems ?? []).filter(({ kind, message }) => kind !== 'no-day-suits' && !told.has(message));
  if (faults.length + nationally.length === 0) return null;
  const undecided = faults.filter(({ kind }) => kind === 'no-day-suits');
  const left = [...new Set(undecided.flatMap(({ about }) => about))];
  const others = faults.filter(({ kind }) => kind !== 'no-day-suits');
  return h('section', { class: 'callout callout--conflict', 'aria-labelledby': 'problems-label' },
    h('h2', { class: 'callout__title', id: 'problems-label' }, 'These do not fit together'),
    h('ul', { class: 'plain-list' },
      others.map(({ message }) => h('li', {}, message)),
      nationally.map(({ message }) => h('li', {}, tag('national', 'National'), ` ${message}`)),
      undecided.length === 0 ? null : h('li', {}, `${left.length === 1 ? 'One step has' : `${left.length} steps have`} no day that suits every reading of this document, so someone must decide: `,
        joined(left.map((id) => `“${steps.find((one) => one.id === id)?.title ?? id}”`), 'and'), '.')));
}

function aboutPolicy(policy: Policy): string {
  return [uncapital(kindText(policy.kind)), datedPhrase(policy), policy.source.extent === 'extract' ? 'an extract' : ''].filter(Boolean).join(', ');
}

function verdicts({ judgement, timetable }: Worked, policy: Policy, context: EntryContext, first: Criterion[]): Children {
  if (judgement === null) return h('p', { class: 'note' }, 'The tests are being read.');
  if (policy.criteria.length === 0) return h('p', {}, tag('not-stated', 'Not stated'), ' This document names no test.');
  const verdictOf = (criterion: Criterion) => judgement.criteria.find(({ id }) => id === criterion.id);
  const draw = (criterion: Criterion) => {
    const one = verdictOf(criterion);
    return one === undefined ? null : verdict(one, criterion, timetable.facts, context.speech, context.procedure, context.national);
  };
  // A test that is met is never folded away.
  const open = policy.criteria.filter((criterion) => first.includes(criterion) || verdictOf(criterion)?.verdict === 'met');
  const others = policy.criteria.filter((criterion) => !open.includes(criterion));
  return [
    open.map(draw),
    others.length === 0 ? null : unfold(`other-tests-${policy.id}`, `${others.length} other ${others.length === 1 ? 'test' : 'tests'}`, others.map(draw)),
  ];
}

function entries({ steps }: Timetable, policy: Policy, context: EntryContext, besides: (step: Step) => Drawn | null = () => null): Children {
  const ruleOf = (id: Id) => policy.steps.find((step) => step.id === id);
  const host = new Map<Id, Id>();
  for (const worked of steps) {
    const step = ruleOf(worked.id);
    const other = step === undefined ? null : dayBorrowedFrom(worked, step);
    if (other !== null && worked.state !== 'not-applicable' && steps.some(({ id, state }) => id === other && state !== 'not-applicable')) host.set(worked.id, other);
  }
  const own = steps.filter(({ id }) => !host.has(id) || host.has(host.get(id) ?? ''));
  const draw = (worked: TimetableStep) => {
    const step = ruleOf(worked.id);
    const guests = steps.filter(({ id }) => host.get(id) === worked.id && !own.some((one) => one.id === id));
    return step === undefined ? null : entry(worked, step, context, [guests.length === 0 ? null : sameDayList(guests, policy, context), besides(step)]);
  };
  const dayOf = new Map(own.map((step) => [step, dueOf(step)?.day ?? null]));
  const dated = own.filter((step) => dayOf.get(step) !== null)
    .sort((one, other) => (dayOf.get(one) ?? '').localeCompare(dayOf.get(other) ?? ''));
  const undatedIn = (...states: StepState[]) => own.filter((step) => dayOf.get(step) === null && states.includes(step.state));
  const waiting = undatedIn('waiting', 'beyond-calendar', 'sets-the-clock', 'due', 'projected');
  const open = undatedIn('unquantified', 'no-limit', 'not-in-force');
  const off = undatedIn('not-applicable');
  const prefix = context.national ? 'national-' : '';
  return [
    dated.length === 0 ? null : h('ol', { class: 'timetable' }, dated.map(draw)),
    waiting.length === 0 ? null : waitingList(`${prefix}waiting`, waiting.map(draw), dated.length === 0),
    open.length === 0 ? null : unfold(`${prefix}open`, `${open.length} ${open.length === 1 ? 'step' : 'steps'} without a number of days`,
      h('ul', { class: 'plain-list' }, open.map((worked) => undated(worked, policy, context)))),
    off.length === 0 ? null : unfold(`${prefix}off`, `${off.length} ${off.length === 1 ? 'step' : 'steps'} not on this path`,
      h('ul', { class: 'plain-list' }, off.map((worked) => undated(worked, policy, context)))),
  ];
}

/** Where the chosen policy sets no limit for what the baseline dates, or a later one, a line says so. */
function localLine(rule: Step, national: Timetable, local: Timetable, policy: Policy): Drawn | null {
  const last = lastDay(national.steps.find(({ id }) => id === rule.id));
  if (last === null) return null;
  const same = policy.steps.filter(({ does }) => does.some((task) => rule.does.includes(task)));
  const worked = local.steps.filter(({ id, state }) => state !== 'not-applicable' && same.some((step) => step.id === id));
  const say = (...words: Children[]) => h('p', { class: 'entry__beside' }, h('strong', {}, `${policy.title} `, ...words));
  if (same.length === 0) return say('does not name this step.');
  if (worked.length === 0) return null;
  if (worked.every(({ limits, state }) => state !== 'done' && limits.every(({ readings }) => readings.every((reading) => ['no-limit', 'unquantified', 'not-in-force'].includes(reading.state))))) {
    return say('states no number of days for it.');
  }
  const [later] = worked.map(lastDay).filter((day) => day !== null && day > last).sort().reverse();
  return later == null ? null : say('allows until ', dateTime(later), ', which is later.');
}

function lastDay(step: TimetableStep | undefined): IsoDate | null {
  return step === undefined || step.done !== null || (step.state !== 'due' && step.state !== 'projected') ? null : step.safe?.latest ?? null;
}

function sameDayList(guests: TimetableStep[], policy: Policy, context: EntryContext): Drawn {
  return h('div', { class: 'entry__same' }, h('p', {}, 'On the same day:'),
    h('ul', { class: 'plain-list' }, guests.map(({ id, title, applies }) => {
      const step = policy.steps.find((one) => one.id === id);
      const condition = step?.when == null || applies !== 'unknown' ? '' : `, only if ${conditionPhrase(step.when, context.speech)}`;
      return h('li', {}, h('a', { href: `${context.procedure}#step-${id}` }, title), condition);
    })));
}

function waitingList(key: string, list: Children[], alone: boolean): Drawn {
  return h('div', { class: 'timetable-undated', 'data-key': key }, alone ? null : h('h4', {}, 'Without a date yet'), h('ol', { class: 'timetable' }, list));
}

function undated({ id, title, state, limits }: TimetableStep, policy: Policy, { procedure }: EntryContext): Drawn {
  const words = limits.map(({ asWritten }) => asWritten).filter((text) => text !== null);
  const why = state === 'not-applicable' ? '' : words.length === 0 ? (state === 'not-in-force' ? 'not in force then' : 'no limit stated') : joined(words.map((text) => `“${text}”`), 'and');
  const each = policy.steps.find((step) => step.id === id)?.each;
  return h('li', { class: 'undated' }, h('a', { href: `${procedure}#step-${id}` }, title), why === '' ? '' : ': ', h('span', { class: 'undated__why' }, why),
    each == null ? '' : `, ${eachText(each)}`);
}

/** On a phone, where the parts follow one another and the column has no head. */
function nationalPrefix(): Drawn {
  return h('span', { class: 'beside__whose' }, 'National: ');
}

function emptyNational(part: 'head' | '' = ''): Drawn {
  return h('div', { class: `beside__empty${part === '' ? '' : ` beside__empty--${part}`}` });
}

/** What a print needs and the page shows in its form: the dates given, the answers, the assumptions. */
function forPrint({ given, facts, conventions, chosen, decided, asAt }: Timetable, { vocabulary, policy }: RulesInUse): Drawn {
  const name = (id: Id) => vocabulary.events[id]?.title ?? policy.steps.find((step) => step.id === id)?.title ?? id;
  const dates = Object.entries(given).map(([id, date]) => `${name(id)}: ${formatDate(date)}`);
  const answers = Object.entries(facts).filter(([, answer]) => answer !== 'unknown').map(([fact, answer]) => `${vocabulary.facts[fact]?.title ?? fact}: ${answer}`);
  const decisions = Object.entries(decided).map(([step, outcome]) => `${name(step)}: ${outcomeText(step, outcome, { policy, vocabulary })}`);
  const assumed = [
    ...Object.values(conventionTexts(conventions)),
    Object.keys(chosen).length === 0 ? 'every reading of each doubt' : `${Object.keys(chosen).length} doubts settled by choice`,
  ];
  const row = (title: string, list: string[], none: string) => h('div', {}, h('dt', {}, title), h('dd', {}, list.length === 0 ? none : list.join('; ')));
  return h('dl', { class: 'facts print-only' },
    row('Dates given', dates, 'none'), row('Answers', answers, 'none known'), row('Decided', decisions, 'nothing yet'), row('Assumed', assumed, ''),
    row('As at', asAt === null ? [] : [formatDate(asAt)], 'no day'));
}
