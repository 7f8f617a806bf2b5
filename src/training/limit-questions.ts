/** Questions about a limit itself: what starts it, and how long it is. */
import { capital, countOf, startClause, startText, unitText } from '../engine/words.ts';
import type { Amount, Id, Limit, Policy, Start, Step, Unit } from '../policy/model.ts';
import { countsDays, limitsInWords, premiseOf, type StepLimit } from './limits-as-read.ts';
import { idsOfStart } from '../policy/starts.ts';
import { standing } from '../policy/step-limits.ts';
import { cited, citeText, compose, quoted, type RightAnswer, type Rules, type Stem, type WrongAnswer } from './question.ts';
import { tellPremise } from './story.ts';

/**
 * For each limit that counts days: from which day?
 *
 * @example startStems(rules).map(({ id }) => id) // ['start/send-scoping/limit', …]
 */
export function startStems(rules: Rules): Stem[] {
  return datedLimits(rules).map(({ step, limit }): Stem => {
    const id = `start/${limit.address}`;
    return {
      id, kind: 'start', varies: false,
      draw: (random) => {
        const readings = standing(limit.readings).filter((reading) => countsDays(reading.limit));
        const several = new Set(readings.map(({ limit: { from } }) => JSON.stringify(from))).size > 1;
        const right = readings.map(({ limit: { from }, because, cite }): RightAnswer => ({
          text: dayOf(from!, rules),
          because: cited(several ? `One reading: ${because}` : 'It runs from there', [...limit.cite, ...cite], rules),
        }));
        // A step and the event that it brings about fall on one day: neither is wrong where the other is right.
        const taken = new Set([step.id, ...step.marks, ...readings.flatMap(({ limit: { from } }) => sameDay(idsOfStart(from), rules.policy))]);
        const isApart = (from: Start) => !sameDay(idsOfStart(from), rules.policy).some((one) => taken.has(one));
        const areas = otherAreas(rules, step, (other) => {
          const common = other.from && commonStartOf(other.from, rules, other.policy);
          return common && isApart(common) ? dayOf(common, rules) : null;
        })
          .filter(({ text }) => text !== null)
          .map(({ text, policy, cites }): WrongAnswer => ({ text: text!, misconception: 'another-area', because: `That is where ${policy.title} counts from${cites}.` }));
        const own = startsOf(rules).filter(({ step: other, from }) => other.id !== step.id && isApart(from)).map(({ text, step: other, cites }): WrongAnswer => ({
          text, misconception: 'another-start', because: `That starts another limit, the one of ${quoted(other.title)}${cites}.`,
        }));
        return compose({
          stem: { id, kind: 'start' }, rules, random, right,
          told: premiseTold(rules, limit),
          asks: `From which day is the time for ${quoted(step.title)} counted${ofSeveral(rules, step, limit)}?`,
          wrong: interleaved(random.shuffled(firstOfEach(areas)), random.shuffled(firstOfEach(own))),
          cites: limit.cite, rests: { step: step.id, address: limit.address },
        });
      },
    };
  });
}

/**
 * For each limit: how long is it? And for each step without one, where another document has one: that there is none.
 *
 * @example howLongStems(rules).length
 */
export function howLongStems(rules: Rules): Stem[] {
  const dated = datedLimits(rules).map(({ step, limit }): Stem => {
    const id = `how-long/${limit.address}`;
    return {
      id, kind: 'how-long', varies: false,
      draw: (random) => {
        const readings = standing(limit.readings);
        const several = new Set(readings.map((reading) => lengthText(reading.limit))).size > 1;
        const right = readings.map((reading): RightAnswer => ({
          text: lengthText(reading.limit),
          because: cited(several ? `One reading: ${reading.because}` : limit.asWritten === null ? 'That is the limit' : `Its words: ${quoted(limit.asWritten)}`, [...limit.cite, ...reading.cite], rules),
        }));
        const refuted = limit.readings.filter(({ refutedBy }) => refutedBy !== null).map((reading): WrongAnswer => ({
          text: lengthText(reading.limit), misconception: 'refuted-reading', because: cited(`The document rules that out: ${reading.refutedBy!}`, limit.cite, rules),
        }));
        const swapped = readings.flatMap((reading) => swappedUnit(reading.limit, limit, rules));
        const areas = otherAreas(rules, step, (other) => lengthText(other)).filter(({ text }) => text !== null)
          .map(({ text, policy, cites }): WrongAnswer => ({ text: text!, misconception: 'another-area', because: `That is what ${policy.title} gives${cites}.` }));
        const own = datedLimits(rules).filter((one) => one.step.id !== step.id).flatMap(({ step: other, limit: theirs }) =>
          standing(theirs.readings).filter((one) => countsDays(one.limit)).map((one): WrongAnswer => ({
            text: lengthText(one.limit), misconception: 'another-step', because: `That is the limit of another step, ${quoted(other.title)}${citeText(theirs.cite, rules)}.`,
          })));
        const none: WrongAnswer[] = [{ text: NO_LIMIT, misconception: 'limit-overlooked', because: `It gives one${limit.asWritten === null ? '' : `: ${quoted(limit.asWritten)}`}${citeText(limit.cite, rules)}.` }];
        return compose({
          stem: { id, kind: 'how-long' }, rules, random, right,
          told: premiseTold(rules, limit),
          asks: `How long is allowed for ${quoted(step.title)}${ofSeveral(rules, step, limit)}?`,
          wrong: [...refuted, ...random.shuffled(swapped).slice(0, 1), ...random.shuffled(firstOfEach(areas)).slice(0, 1), ...random.shuffled(firstOfEach(own)).slice(0, 2), ...none, ...areas, ...own],
          cites: limit.cite, rests: { step: step.id, address: limit.address },
        });
      },
    };
  });
  const without = rules.policy.steps.filter((step) => step.limits.length === 0 && step.doubt?.readings.every(({ changes }) => changes.limits === undefined) !== false && step.each === null).map((step): Stem => {
    const id = `how-long/${step.id}/none`;
    return {
      id, kind: 'how-long', varies: false,
      draw: (random) => {
        const areas = otherAreas(rules, step, (other) => lengthText(other)).filter(({ text }) => text !== null)
          .map(({ text, policy, cites }): WrongAnswer => ({ text: text!, misconception: 'silence-filled', because: `${policy.title} gives that${cites}. This document gives no time for the step.` }));
        return compose({
          stem: { id, kind: 'how-long' }, rules, random,
          asks: `How long is allowed for ${quoted(step.title)}?`,
          right: [{ text: NO_LIMIT, because: `The step has no time of its own${citeText(step.cite, rules)}.` }],
          wrong: random.shuffled(firstOfEach(areas)), cites: step.cite, rests: { step: step.id },
        });
      },
    };
  });
  return [...dated, ...without];
}

const NO_LIMIT = 'It gives no time';

// ---- limits in words --------------------------------------------------------------------------------------------

/**
 * How long a limit is, without its start.
 *
 * @example lengthText(limit) // '5 working days', 'Between 7 and 13 working days', 'Day 6'
 */
export function lengthText({ amount, unit }: Pick<Limit, 'amount' | 'unit'>): string {
  if (amount === null || amount.kind === 'none') return NO_LIMIT;
  if (amount.kind === 'unquantified') return 'No number of days';
  if (amount.kind === 'numbered') return capital(`${numberedText(amount)}${unit === null ? '' : `, in ${unitText(unit)}`}`);
  const { min, max, way } = amount;
  if (max === 0) return 'The same day';
  const side = way === 'before' ? ' before' : '';
  if (max === null) return `At least ${countOf(min ?? 0, unit)}${side}`;
  if (min !== null && min > 0 && min !== max) return `Between ${min} and ${countOf(max, unit)}${side}`;
  return `${countOf(max, unit)}${side}`;
}

function numberedText({ first, last }: Extract<Amount, { kind: 'numbered' }>): string {
  if (first === last) return `Day ${first}`;
  if (first !== null && last !== null) return `Day ${first} to ${last}`;
  return last === null ? `from Day ${first}` : `by Day ${last}`;
}

function swappedUnit(limit: Limit, { asWritten, cite }: StepLimit, rules: Rules): WrongAnswer[] {
  if (limit.unit !== 'working-day' && limit.unit !== 'calendar-day') return [];
  const other: Unit = limit.unit === 'working-day' ? 'calendar-day' : 'working-day';
  // The unit can stand elsewhere than in the words of the limit, or follow from the rest: they are quoted only where they give it.
  const giveIt = asWritten?.toLowerCase().includes(limit.unit === 'working-day' ? 'working' : 'calendar') === true;
  return [{
    text: lengthText({ ...limit, unit: other }),
    misconception: other === 'calendar-day' ? 'calendar-days' : 'working-days',
    because: `${giveIt ? `The days are ${unitText(limit.unit)}: ${quoted(asWritten!)}` : `As read here, the days are ${unitText(limit.unit)}`}${citeText(cite, rules)}.`,
  }];
}

/**
 * The day of a start as an answer.
 *
 * @example dayOf({ event: 'referral-received' }, rules) // 'The day the referral was received'
 */
export function dayOf(start: Start, { policy, vocabulary }: Pick<Rules, 'policy' | 'vocabulary'>): string {
  const speech = { policy, vocabulary };
  return 'step' in start ? `The day of ${startText(start, speech).replace(/^the step /, '')}` : `The day ${startClause(start, speech)}`;
}

/** A start of another document, as this one would have it; null where it is a step that only that document has. */
function commonStartOf(start: Start, rules: Rules, policy: Policy): Start | null {
  if ('event' in start) return start;
  if (!('step' in start)) return null;
  const step = policy.steps.find(({ id }) => id === start.step);
  const [event] = step?.marks ?? [];
  if (event !== undefined) return { event };
  const same = rules.policy.steps.find(({ does }) => step !== undefined && does[0] === step.does[0]);
  return same ? { step: same.id } : null;
}

/** Events and steps with those that fall on the same day: what a step marks, and what marks an event. */
function sameDay(ids: readonly Id[], { steps }: Policy): Id[] {
  return ids.flatMap((id) => [id, ...steps.flatMap((step) => (step.id === id ? step.marks : step.marks.includes(id) ? [step.id] : []))]);
}

// ---- whose limits ------------------------------------------------------------------------------------------------------

function datedLimits({ policy }: Pick<Rules, 'policy'>): { step: Step; limit: StepLimit }[] {
  return policy.steps.flatMap((step) => limitsInWords(policy, step)
    .filter(({ readings }) => standing(readings).some(({ limit }) => countsDays(limit)))
    // The same limit in two editions is asked once.
    .filter((limit, place, all) => all.findIndex((one) => JSON.stringify(one.readings.map(saying)) === JSON.stringify(limit.readings.map(saying))) === place)
    .map((limit) => ({ step, limit })));
}

const saying = ({ limit: { amount, unit, from } }: { limit: Limit }): unknown => [amount, unit, from];

/** Which limit is meant, where a step has several. */
function ofSeveral(rules: Rules, step: Step, { asWritten, address }: StepLimit): string {
  const others = datedLimits(rules).filter((one) => one.step.id === step.id);
  if (others.length < 2) return '';
  const same = others.filter(({ limit }) => limit.asWritten === asWritten);
  if (asWritten !== null && same.length < 2) return ` by its limit ${quoted(asWritten)}`;
  // Limits for different branches are told apart by the branch.
  if (premiseTold(rules, others.find(({ limit }) => limit.address === address)!.limit) !== '') return '';
  const place = others.findIndex(({ limit }) => limit.address === address) + 1;
  return ` by limit ${place} of its ${others.length}`;
}

/** What must have been decided or be known for a limit to hold, as sentences. */
function premiseTold(rules: Rules, { readings }: StepLimit): string {
  const premise = premiseOf(readings[0]?.limit.when ?? null);
  return premise === null ? '' : tellPremise(premise, rules);
}

/** Of answers that read alike, the first. */
function firstOfEach(answers: readonly WrongAnswer[]): WrongAnswer[] {
  return answers.filter(({ text }, place) => answers.findIndex((one) => one.text === text) === place);
}

function startsOf(rules: Rules): { text: string; from: Start; step: Step; cites: string }[] {
  return datedLimits(rules).flatMap(({ step, limit }) => standing(limit.readings)
    .filter((reading) => countsDays(reading.limit))
    .map(({ limit: { from } }) => ({ text: dayOf(from!, rules), from: from!, step, cites: citeText(limit.cite, rules) })));
}

interface OtherLimit extends Limit { policy: Policy }

function otherAreas(rules: Rules, step: Step, say: (limit: OtherLimit) => string | null): { text: string | null; policy: Policy; cites: string }[] {
  const others = rules.set.policies.filter(({ id }) => id !== rules.policy.id);
  // The baseline is named before a neighbour that says the same.
  const baselineFirst = [...others].sort((one, other) => Number(other.kind === 'statutory-guidance') - Number(one.kind === 'statutory-guidance'));
  return baselineFirst.flatMap((policy) => policy.steps
    .filter(({ does }) => does[0] === step.does[0])
    .flatMap((other) => limitsInWords(policy, other))
    .flatMap(({ readings, cite }) => standing(readings)
      .filter(({ limit }) => countsDays(limit))
      .map(({ limit }) => ({ text: say({ ...limit, policy }), policy, cites: citeText(cite, rules) }))));
}

/** Takes from two lists by turns, so that neither fills a question alone. */
export function interleaved<T>(one: readonly T[], other: readonly T[]): T[] {
  return Array.from({ length: Math.max(one.length, other.length) }, (_, place) => [one[place], other[place]]).flat().filter((item) => item !== undefined);
}
