import { describe, expect, it, vi } from 'vitest';
import { addCalendarDays, formatDate } from '../../src/calendar/iso-date.ts';
import { judge } from '../../src/engine/criteria.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { Answer, LimitReading, TimetableInput, TimetableStep } from '../../src/engine/types.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Amount, Criterion, Id, IsoDate, Policy, Tree } from '../../src/policy/model.ts';
import { oneStep, setOf } from './sets.ts';

vi.setConfig({ testTimeout: 60_000 });

const published = loadPolicySet('policies').set!;
const { vocabulary, policies } = published;

const DATE = /(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/g;
const datesIn = (sentence: string): string[] => sentence.match(DATE) ?? [];
const written = (dates: readonly (IsoDate | null | undefined)[]): string[] => dates.filter((date) => date != null).map(formatDate);

/** Cases spread over a year and more: what is known, when it is, and when someone looks. */
function casesOf(policy: Policy, everyDays: number): TimetableInput[] {
  const usable = (id: Id) => id in vocabulary.events || policy.steps.some((step) => step.id === id);
  const inputs: TimetableInput[] = [];
  for (let day = '2026-01-01', round = 0; day < '2027-01-03'; day = addCalendarDays(day, everyDays), round += 1) {
    const later = (days: number) => addCalendarDays(day, days);
    const givens: Record<Id, IsoDate>[] = [
      { 'referral-received': day },
      { 'incident-occurred': day, 'incident-known': later(1), 'incident-reported': later(1), 'referral-received': later(3), 'intention-notified': later(4) },
      { 'incident-known': day, 'send-scoping': later(5), 'rapid-review-meeting': later(20), 'report-to-panel': later(24) },
    ];
    for (const on of givens) {
      inputs.push({
        on: Object.fromEntries(Object.entries(on).filter(([id]) => usable(id))),
        asAt: round % 2 === 0 ? later(9) : null,
        conventions: { dayOne: round % 3 === 0 ? 'trigger-day' : 'day-after', nonWorkingStart: round % 4 === 0 ? 'deemed-next' : 'stands' },
      });
    }
  }
  return inputs;
}

interface Seen { reading: LimitReading; step: TimetableStep; policy: Policy; where: () => string }

const seen: Seen[] = policies.flatMap((policy) => casesOf(policy, 9).flatMap((input) => timetable(published, policy.id, input).steps.flatMap((step) =>
  step.limits.flatMap(({ address, readings }) => readings.map((reading) => ({
    reading, step, policy, where: () => `${policy.id} ${address} ${JSON.stringify({ ...input, under: reading.under })}\n${reading.explanation}`,
  }))))));

/** A sentence goes wrong in one place of ten thousand, so only that place is written out. */
function hold(isTrue: boolean, what: string, where: () => string): void {
  if (!isTrue) expect.fail(`${what}: ${where()}`);
}

describe('the sentence under a date, over all policies and a year of start dates', () => {
  it('names no date that is not in the trace', () => {
    let named = 0;
    for (const { reading, where } of seen) {
      const { from, earliest, latest, counted, skipped, because } = reading;
      const trace = new Set([...written([from?.date, from?.earliest, earliest, latest, ...counted, ...skipped.map(({ date }) => date)]), ...datesIn(because)]);
      for (const date of datesIn(reading.explanation)) {
        named += 1;
        hold(trace.has(date), `${date} is not in the trace`, where);
      }
    }
    expect(named).toBeGreaterThan(5_000);
  });

  it('names the start, the ends, and every bank holiday that was skipped, with its name', () => {
    let named = 0;
    for (const { reading: { state, from, earliest, latest, skipped, explanation }, where } of seen) {
      if (state !== 'due' && state !== 'projected') continue;
      const says = (date: IsoDate | null | undefined) => {
        if (date == null) return;
        named += 1;
        hold(explanation.includes(formatDate(date)), `${date} is missing`, where);
      };
      // Of a projected date each end is told with the start that gives it.
      if (state === 'due' || latest !== null) says(from!.date);
      if (state === 'projected' && earliest !== null) says(from!.earliest);
      says(latest);
      says(earliest);
      for (const { date, reason } of skipped) {
        if (['Saturday', 'Sunday', 'The day the start is deemed received'].includes(reason)) continue;
        hold(explanation.includes(`${reason} (${formatDate(date)})`), `${reason} is missing`, where);
      }
    }
    expect(named).toBeGreaterThan(5_000);
  });

  it('gives the numbers of days that were counted and skipped, and by how many it is late', () => {
    for (const { reading: { state, counted, skipped, explanation, status, by, byUnit }, where } of seen) {
      if (state !== 'due' && state !== 'projected') continue;
      const isNumber = (pattern: RegExp, number: number) => hold(Number(pattern.exec(explanation)?.[1] ?? 0) === number, `${pattern} is not ${number}`, where);
      isNumber(/(\d+) days? counted/, counted.length);
      isNumber(/(\d+) skipped/, counted.length === 0 ? 0 : skipped.length);
      isNumber(/(\d+) days? at weekends/, counted.length === 0 ? 0 : skipped.filter(({ reason }) => reason === 'Saturday' || reason === 'Sunday').length);
      hold(explanation.includes('none skipped') === (counted.length > 0 && skipped.length === 0), 'whether any is skipped', where);
      const told = /(?:Overdue by (.+?)|(\d+ [a-z ]+) left|Done (\d+ [a-z ]+) late)\.$/.exec(explanation)?.slice(1).find((part) => part !== undefined);
      const isLateness = status !== null && status !== 'due-today' && status !== 'done-on-time';
      hold(told === (isLateness ? `${by} ${byUnit!.replace('-', ' ')}${by === 1 ? '' : 's'}` : undefined), `told ${told}`, where);
    }
  });

  it('gives no other number than those of the rule', () => {
    for (const { reading: { explanation, refutedBy, because }, step, policy, where } of seen) {
      const rule = policy.steps.find(({ id }) => id === step.id)!;
      const limits = [...rule.limits, ...(rule.doubt?.readings ?? []).flatMap(({ changes }) => changes.limits ?? [])];
      const amounts = limits.flatMap(({ amount, doubt }) => [amount, ...(doubt?.readings ?? []).map(({ changes }) => changes.amount ?? null)]).flatMap(numbersOf);
      const allowed = new Set([1, 24, ...amounts]);
      const rest = [refutedBy ?? '', because, ...datesIn(explanation)].reduce((text, part) => (part === '' ? text : text.replaceAll(part, '')), explanation)
        .replace(/“[^”]*”/g, '').replace(/\d+ days? counted(?:; \d+ skipped: .*?\.(?= |$))?/, '').replace(/(?:Overdue by|Done)? ?\d+ (?:working|calendar) days?(?: left| late)?\.$/, '');
      for (const number of rest.match(/\d+/g) ?? []) hold(allowed.has(Number(number)), `${number} is no number of the rule`, where);
    }
  });

  it('names no step and no event but those the date hangs on', () => {
    for (const { reading: { explanation, state, from, waitingFor, refutedBy }, step, policy, where } of seen) {
      const titleOf = (id: Id) => policy.steps.find((one) => one.id === id)?.title ?? vocabulary.events[id]?.title ?? id;
      const titles = [...policy.steps.map(({ title }) => title), ...Object.values(vocabulary.events).map(({ title }) => title)];
      const hangsOn = [step.id, ...(from ? [from.id] : []), ...waitingFor].map(titleOf);
      const quoted = [...explanation.replace(refutedBy ?? '\0', '').matchAll(/“([^”]*)”/g)].map(([, title]) => title!);
      for (const title of quoted) hold(!titles.includes(title) || hangsOn.includes(title), `it does not hang on ${title}`, where);
      if (state !== 'unquantified' && state !== 'done') for (const id of waitingFor) hold(quoted.includes(titleOf(id)), `${id} is missing`, where);
    }
  });

  it('is there for every reading, and is whole', () => {
    for (const { reading: { explanation, state, refutedBy }, where } of seen) {
      if (state !== 'done') hold(/^[A-Z].*[.?!]$/.test(explanation), 'no sentence', where);
      hold(!/undefined|null|NaN|: \.|  |\.\.|no date\.$/.test(explanation), 'a broken sentence', where);
      if (refutedBy !== null) hold(explanation.includes('Not counted: '), 'it does not say that it is not counted', where);
    }
  });

  it.each([
    ['dayOne', { dayOne: 'day-after' }, { dayOne: 'trigger-day' }, 'is day 1'],
    ['nonWorkingStart', { nonWorkingStart: 'stands' }, { nonWorkingStart: 'deemed-next' }, 'a start on a non-working day'],
  ] as const)('names the assumption about %s wherever it moves a date', (_, one, other, words) => {
    let moved = 0;
    for (const policy of policies) {
      for (const input of casesOf(policy, 16)) {
        const [before, after] = [one, other].map((conventions) => timetable(published, policy.id, { ...input, asAt: null, conventions }));
        for (const [index, { limits }] of before!.steps.entries()) {
          for (const [place, { readings }] of limits.entries()) {
            for (const [at, reading] of readings.entries()) {
              const twin = after!.steps[index]!.limits[place]!.readings[at]!;
              // A start that the assumption itself has moved is a step of its own, and says so there.
              if (JSON.stringify(reading.from) !== JSON.stringify(twin.from)) continue;
              if (reading.earliest === twin.earliest && reading.latest === twin.latest) continue;
              moved += 1;
              for (const { explanation } of [reading, twin]) expect(explanation, policy.id).toContain(words);
            }
          }
        }
      }
    }
    expect(moved).toBeGreaterThan(30);
  });
});

describe('a conflict that rests on another', () => {
  it('says so, and names no day for a start that someone must decide first', () => {
    const set = setOf(`clocks:
  - { id: k, asWritten: days, cite: "1", doubt: not-stated, readings: [{ id: w, unit: working-day, because: one }, { id: c, unit: calendar-day, because: two }] }
steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, limits: { within: 5, clock: k, from: start }, next: t }
  - { id: t, does: work, title: T, cite: "1", limits: [{ id: x, within: 2, clock: k, from: s }, { id: y, asWritten: ten days, atLeast: 20, unit: calendar-day, from: start }], next: u }
  - { id: u, does: work, title: U, cite: "1", limits: [{ id: z, asWritten: then three days, within: 3, unit: working-day, from: t }, { id: v, asWritten: a while, atLeast: 60, unit: calendar-day, from: start }] }
`);
    const { steps } = timetable(set, 'p', { on: { start: '2026-03-27' } });
    expect(steps.find(({ id }) => id === 't')!.conflict).toContain('with “S” on Wednesday 1 April 2026');
    expect(steps.find(({ id }) => id === 'u')!.conflict).toBe('No day suits all of these, so someone must decide when to do “U”: “then three days” runs from “T”, for which no day suits every reading either; “a while” counted in calendar days from “The start” gives not before Tuesday 26 May 2026.');
  });
});

describe('a conflict between two amounts for the same words', () => {
  it('names the amounts, in which alone they differ', () => {
    const set = oneStep('{ asWritten: on the day, unit: working-day, from: start, doubt: ambiguous, readings: [{ id: two, exactly: 2, because: one }, { id: four, exactly: 4, because: other }] }');
    const [step] = timetable(set, 'p', { on: { start: '2026-03-27' } }).steps;
    // Two working days after Friday 27 March are Monday 30 and Tuesday 31; four end on Thursday 2 April.
    expect(step!.conflict).toBe('No day suits all of these, so someone must decide when to do “S”: '
      + '“on the day”, read as exactly 2 working days from “The start”, gives on Tuesday 31 March 2026; “on the day”, read as exactly 4 working days from “The start”, gives on Thursday 2 April 2026.');
  });
});

describe('a limit without words on a numbered clock', () => {
  it('is told by its own number and not by the words for Day 1', () => {
    const set = setOf(`clocks:
  - { id: k, asWritten: 'Day 1, the day of the start', cite: "2", from: start, unit: working-day, dayOne: trigger-day }
steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, limits: [{ id: x, day: 6, clock: k }, { id: y, within: 1, unit: working-day, from: start }] }
`);
    const [step] = timetable(set, 'p', { on: { start: '2026-03-27' } }).steps;
    expect(step!.limits[0]).toMatchObject({ asWritten: null, cite: [{ at: '1' }] });
    // Day 1 is Friday 27 March; Good Friday and Easter Monday are no working days, so Day 6 is Tuesday 7 April.
    expect(step!.conflict).toBe('No day suits all of these, so someone must decide when to do “S”: '
      + 'Day 6, in working days, from “The start” gives on Tuesday 7 April 2026; within 1 working day from “The start” gives by Monday 30 March 2026.');
  });
});

describe('the other sentences of a timetable', () => {
  it('say of what is next the day that it gives', () => {
    for (const policy of policies) {
      for (const input of casesOf(policy, 11)) {
        const { next, steps } = timetable(published, policy.id, input);
        // Where a later day of its own could make something else late, that is said after it.
        const late = steps.find(({ id }) => id === next?.id)?.lateIfLater?.explanation ?? '';
        if (next && late !== '' && next.by! >= (input.asAt ?? '')) expect(next.explanation.endsWith(` ${late}`), next.explanation).toBe(true);
        expect(next && datesIn(next.explanation.replace(` ${late}`, ''))).toEqual(next && written([next.by]));
        if (next) expect(next.explanation).toContain(next.title);
      }
    }
  });

  it('say what has to be known first, where what is next has no day', () => {
    const nextOf = (policy: Id, on: Record<Id, IsoDate>) => timetable(published, policy, { on }).next!.explanation;
    // Nationally all begins with the notification, and no review has been decided on that could be published.
    expect(nextOf('national', { 'referral-received': '2026-03-27' })).toBe('Notify the national Panel, if it applies: no date until there is one for “The local authority became aware”.');
    // 4.1.2: what has been notified is always shared; no time is given for it.
    expect(nextOf('west-midlands', { 'notification-sent': '2026-03-27' })).toBe('Share the notification with the partners: no time limit is stated.');
    // "At the earliest opportunity" after the incident is no day, whenever that was.
    expect(nextOf('herefordshire', { 'incident-known': '2026-03-27' })).toBe('Tell the partnership of the intention: “at the earliest opportunity”, which gives no day.');
    expect(nextOf('wst', { 'incident-known': '2026-03-27' })).toBe('The local authority is told of the incident: no date until there is one for “The local authority was told of the incident”.');
  });

  describe('beside what is next', () => {
    const pressing = (policy: Id, input: TimetableInput) => {
      const { next, also } = timetable(published, policy, input);
      return [next!, ...also].map(({ id, by }) => `${id} ${by}`);
    };

    it('stands what should come sooner if it applies: the notification before the decision whether to make it', () => {
      // Working days from Tuesday 10 November: 11, 12, 13, 16, 17. From receipt on Friday 13: 16 to 20.
      expect(pressing('pan-bedfordshire', { on: { 'incident-occurred': '2026-11-10', 'referral-received': '2026-11-13' }, facts: { 'nhs-serious-incident': 'no' }, asAt: '2026-11-20' }))
        .toEqual(['decide-notification 2026-11-20', 'notify-panel 2026-11-17']);
    });

    it('stands what is due on the same day: nationally the partners are told within the same five working days', () => {
      // Working days from Thursday 26 March: 27, 30, 31, 1, 2 April.
      expect(pressing('national', { on: { 'incident-known': '2026-03-26' } })).toEqual(['notify-panel 2026-04-02', 'share-notification 2026-04-02']);
    });

    it('stands the first that is still to come, where what is next is late', () => {
      // Working days from Friday 30 October: the fifth is Friday 6 November, the fifteenth Friday 20 November.
      const facts = { 'abuse-or-neglect-known-or-suspected': 'yes', 'child-died': 'yes', 'harm-in-area': 'yes' } as const;
      expect(pressing('national', { on: { 'incident-known': '2026-10-30', 'notification-sent': '2026-11-03' }, facts, asAt: '2026-11-20' }))
        .toEqual(['share-notification 2026-11-06', 'report-to-panel 2026-11-20']);
    });

    it('stands nothing that a meeting does, once the meeting has been held', () => {
      const on = { 'incident-known': '2026-11-02', 'referral-received': '2026-11-03', 'notification-sent': '2026-11-05', 'send-scoping': '2026-11-05', 'return-scoping': '2026-11-10', 'rapid-review-meeting': '2026-11-18' };
      expect(pressing('west-midlands', { on, decided: { 'decide-review': 'no-practice-review' }, asAt: '2026-11-20' })).toEqual(['report-to-panel 2026-11-20']);
    });

    it('names a step that no day suits by the soonest of its days, and says that someone must decide', () => {
      const on = { 'referral-received': '2026-11-13', 'triage': '2026-11-13', 'decide-rapid-review': '2026-11-13', 'record-decision': '2026-11-13' };
      const { next } = timetable(published, 'kscp', { on, decided: { 'triage': 'met', 'decide-rapid-review': 'rapid-review' }, asAt: '2026-11-13' });
      // Day 2, with Friday 13 November as Day 1: Saturday 14 in calendar days, Monday 16 in working days.
      expect(next).toMatchObject({ id: 'send-scoping', by: '2026-11-14' });
      expect(next!.explanation).toContain('someone must decide');
    });

    it('leaves out what has been decided, and what something done comes after', () => {
      const known = { on: { 'incident-occurred': '2026-11-10', 'referral-received': '2026-11-13' }, decided: { 'decide-notification': 'not-met' } };
      expect(pressing('pan-bedfordshire', known).some((one) => one.startsWith('decide-notification'))).toBe(false);
      const sent = { 'incident-known': '2026-11-02', 'notification-sent': '2026-11-05', 'share-notification': '2026-11-05', 'report-to-panel': '2026-11-20' };
      expect(timetable(published, 'national', { on: sent, asAt: '2026-11-20' }).next?.id).not.toBe('start-rapid-review');
    });
  });

  it('say of a plan that is late under every reading that it is, and of another that one reading has it so', () => {
    const late = (policy: Id, on: Record<Id, IsoDate>) => timetable(published, policy, { on, asAt: '2026-11-20' }).problems.filter(({ kind }) => kind === 'planned-late').map(({ message }) => message);
    // 13 working days from Tuesday 3 November: Friday 20 November.
    expect(late('west-midlands', { 'referral-received': '2026-11-03', 'rapid-review-meeting': '2026-11-25' })).toEqual(['“Hold the rapid review meeting” is planned for Wednesday 25 November 2026; its last day is Friday 20 November 2026.']);
    // Returned within 5 working days of the referral on 16 November, or of sending on 18 November.
    expect(late('wst', { 'referral-received': '2026-11-16', 'send-scoping': '2026-11-18', 'return-scoping': '2026-11-24' })).toEqual(['“Return the scoping template” is planned for Tuesday 24 November 2026; its last day under one reading is Monday 23 November 2026.']);
  });

  it('say of what was done too soon that it is, and not that it was in time', () => {
    // The seventh working day after Friday 13 November is Tuesday 24 November.
    const { steps, problems } = timetable(published, 'west-midlands', { on: { 'referral-received': '2026-11-13', 'rapid-review-meeting': '2026-11-19' }, asAt: '2026-11-20' });
    expect(problems.map(({ kind }) => kind)).toContain('too-early');
    expect(steps.find(({ id }) => id === 'rapid-review-meeting')!.limits[0]!.readings.map(({ status }) => status)).toEqual([null]);
  });

  it('say of what does not fit only dates that were given or worked out', () => {
    let told = 0;
    for (const policy of policies) {
      for (const input of casesOf(policy, 11)) {
        const { problems, steps, given } = timetable(published, policy.id, input);
        const worked = steps.flatMap(({ limits }) => limits.flatMap(({ readings }) => readings.flatMap(({ from, earliest, latest }) => [from?.date, earliest, latest])));
        for (const { kind, message, about } of problems.filter((problem) => problem.kind !== 'no-day-suits')) {
          told += 1;
          expect(datesIn(message).length, message).toBeGreaterThan(0);
          for (const date of datesIn(message)) expect(written([...Object.values(given), ...worked]), `${kind}: ${message}`).toContain(date);
          for (const id of about) expect(message).toContain(`“${steps.find((step) => step.id === id)?.title ?? vocabulary.events[id]!.title}”`);
        }
      }
    }
    expect(told).toBeGreaterThan(50);
  });

  it('say why no day suits with each limit and the days it gives, and where a start was taken to be', () => {
    let told = 0;
    for (const policy of policies) {
      for (const input of casesOf(policy, 11)) {
        const { steps, problems } = timetable(published, policy.id, input);
        const safeDays = steps.flatMap(({ safe, outer, limits }) => [safe?.earliest, safe?.latest, outer?.earliest, outer?.latest, ...limits.flatMap(({ readings }) => readings.flatMap(({ from }) => [from?.date, from?.earliest]))]);
        for (const { id, conflict, limits, state } of steps) {
          if (conflict === null) continue;
          told += 1;
          const own = limits.flatMap(({ readings }) => readings.flatMap(({ earliest, latest, refutedBy }) => (refutedBy === null ? [earliest, latest] : [])));
          const [, claims = ''] = conflict.split(/^.*?": /);
          for (const claim of claims.replace(/\.$/, '').split('; ').filter((one) => one.includes(' gives '))) {
            const [gives = '', start] = claim.split(' gives ').at(-1)!.split(' with ');
            expect(datesIn(gives).length, claim).toBeGreaterThan(0);
            if (start === undefined) for (const date of datesIn(gives)) expect(written(own), claim).toContain(date);
            else for (const date of datesIn(start)) expect(written(safeDays), claim).toContain(date);
          }
          if (state !== 'done' && state !== 'not-applicable') {
            // One problem for all the steps that one doubt leaves without a day; it tells the first step's conflict whole.
            const problem = problems.find(({ kind, about }) => kind === 'no-day-suits' && about.includes(id));
            const first = steps.find((step) => step.id === problem?.about[0]);
            expect(problem?.message.startsWith(first!.conflict!)).toBe(true);
          }
        }
      }
    }
    expect(told).toBeGreaterThan(50);
  });
});

describe('a sentence for each kind of limit', () => {
  // From Friday 27 March 2026; Good Friday is 3 April and Easter Monday 6 April.
  it.each([
    ['{ within: 5, unit: working-day, from: start }',
      'Within 5 working days from “The start” on Friday 27 March 2026: by Tuesday 7 April 2026. 5 days counted; 6 skipped: Good Friday (Friday 3 April 2026), Easter Monday (Monday 6 April 2026) and 4 days at weekends. Assumed, as the document does not say: the day after the start is day 1.'],
    ['{ between: [2, 4], unit: working-day, dayOne: day-after, from: start }',
      'Between 2 and 4 working days from “The start” on Friday 27 March 2026: from Tuesday 31 March 2026 to Thursday 2 April 2026. 4 days counted; 2 skipped: 2 days at weekends.'],
    ['{ exactly: 2, unit: calendar-day, dayOne: trigger-day, from: start }',
      'Exactly 2 calendar days from “The start” on Friday 27 March 2026: on Saturday 28 March 2026. 2 days counted, none skipped.'],
    ['{ atLeast: 2, unit: working-day, dayOne: day-after, from: start }',
      'At least 2 working days from “The start” on Friday 27 March 2026: not before Tuesday 31 March 2026. 2 days counted; 2 skipped: 2 days at weekends.'],
    ['{ atLeast: 2, unit: working-day, dayOne: day-after, before: start }',
      'At least 2 working days back from “The start” on Friday 27 March 2026: by Wednesday 25 March 2026. 2 days counted, none skipped.'],
    ['{ within: 2, unit: working-day, dayOne: day-after, before: start }',
      'Within 2 working days back from “The start” on Friday 27 March 2026: from Wednesday 25 March 2026 to Friday 27 March 2026. 2 days counted, none skipped.'],
    ['{ before: start }', 'Not after the day, counted from “The start” on Friday 27 March 2026: by Friday 27 March 2026.'],
    ['{ after: start }', 'Not before the day, counted from “The start” on Friday 27 March 2026: not before Friday 27 March 2026.'],
    ['{ sameDayAs: start }', 'The same day, counted from “The start” on Friday 27 March 2026: on Friday 27 March 2026.'],
    ['{ within: 6, unit: month, from: start }', 'Within 6 months from “The start” on Friday 27 March 2026: by Sunday 27 September 2026.'],
    ['{ within: 24, unit: hour, from: start }',
      'Within 24 hours from “The start” on Friday 27 March 2026: by Saturday 28 March 2026. 1 day counted, none skipped. No clock time is known, so hours are counted in whole calendar days, 24 hours ending on the next day.'],
    ['{ day: 6, unit: working-day, dayOne: trigger-day, from: start }',
      'Day 6, in working days, from “The start” on Friday 27 March 2026: on Tuesday 7 April 2026. 6 days counted; 6 skipped: Good Friday (Friday 3 April 2026), Easter Monday (Monday 6 April 2026) and 4 days at weekends.'],
    ['{ days: { to: 5 }, unit: calendar-day, dayOne: trigger-day, from: start }',
      'By Day 5, in calendar days, from “The start” on Friday 27 March 2026: by Tuesday 31 March 2026. 5 days counted, none skipped.'],
    ['{ about: 5, unit: calendar-day, dayOne: day-after, from: start }',
      'About 5 calendar days from “The start” on Friday 27 March 2026: by Wednesday 1 April 2026. 5 days counted, none skipped. The document gives this as approximate, so it is never late.'],
    ['{ asWritten: promptly, unquantified: true, from: start }', 'The document gives no number of days: “promptly”.'],
  ])('%s', (limit, sentence) => {
    expect(timetable(oneStep(limit), 'p', { on: { start: '2026-03-27' } }).steps[0]!.limits[0]!.readings[0]!.explanation).toBe(sentence);
  });
});

describe('the sentence under a verdict', () => {
  /** Every fact that a test asks, under any of its readings and of the tests inside it. */
  function factsAsked(policy: Policy, { id, when, doubt }: Criterion, seen: Id[] = []): Id[] {
    const within = (tree: Tree): Id[] => {
      if ('all' in tree) return tree.all.flatMap(within);
      if ('any' in tree) return tree.any.flatMap(within);
      if ('not' in tree) return within(tree.not);
      if ('fact' in tree) return [tree.fact];
      const inner = 'criterion' in tree && !seen.includes(tree.criterion) ? policy.criteria.find((one) => one.id === tree.criterion) : undefined;
      return inner ? factsAsked(policy, inner, [...seen, id]) : [];
    };
    return [when, ...(doubt?.readings.map(({ changes }) => changes.when ?? null) ?? [])].flatMap((tree) => (tree === null ? [] : within(tree)));
  }

  const inDoubt = setOf(`criteria:
  - { id: t, title: T, cite: "1", doubt: ambiguous, readings: [{ id: one, when: { all: [a, b] }, because: one }, { id: other, when: { all: [a, c] }, because: two }] }
steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, when: t }
`);

  it.each([['the published documents', published, 300], ['a test that only its readings list', inDoubt, 10]])('names only facts that the test asks, and each of those that carry it or are missing: %s', async (_, set, atLeast) => {
    const { facts } = set.vocabulary;
    const answersOf = (round: number): Record<Id, Answer> => Object.fromEntries(Object.keys(facts)
      .map((fact, index): [Id, Answer] => [fact, (['yes', 'no', 'unknown', 'yes'] as const)[(round * 31 + index * (round + 5)) % 4]!]));
    let named = 0;
    for (const policy of set.policies) {
      const unlisted = [...policy.criteria.filter((criterion) => factsAsked(policy, criterion).length === 0), ...policy.steps].map(({ title }) => title);
      for (let round = 0; round < 40; round += 1) {
        for (const { id, explanation, missing, why, listed, nearest } of (await judge(set, policy.id, { facts: answersOf(round) })).criteria) {
          if (!listed) continue;
          const asked = factsAsked(policy, policy.criteria.find((criterion) => criterion.id === id)!).map((fact) => facts[fact]!);
          const quoted = [...explanation.matchAll(/“([^”]*)”/g)].map(([, words]) => words!);
          named += quoted.length;
          for (const words of quoted) expect(unlisted.includes(words) || asked.some(({ ask, title }) => words === ask || words === title), explanation).toBe(true);
          for (const fact of [...missing, ...Object.keys(why[0] ?? {}), ...nearest.flatMap((change) => Object.keys(change))]) {
            const { ask, title } = facts[fact]!;
            expect(quoted.includes(ask) || quoted.includes(title), explanation).toBe(true);
          }
        }
      }
    }
    expect(named).toBeGreaterThan(atLeast);
  });
});

function numbersOf(amount: Amount | null): number[] {
  const numbers = amount?.kind === 'span' ? [amount.min, amount.max] : amount?.kind === 'numbered' ? [amount.first, amount.last] : [];
  return numbers.filter((number) => number !== null);
}
