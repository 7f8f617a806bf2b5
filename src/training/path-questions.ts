/** Questions about the path and about duty: what comes next, and whether it must or should be done. */
import { joined, modalityText, outcomeText, uncapital } from '../engine/words.ts';
import { underEachAssignment } from '../policy/readings.ts';
import { leftOutBranch } from '../policy/decisions.ts';
import type { Id, Modality, Next, Outcome, Step } from '../policy/model.ts';
import { placesOf } from '../policy/places.ts';
import { cited, citeText, compose, quoted, type RightAnswer, type Rules, type Stem, type WrongAnswer } from './question.ts';

const ENDS = 'The path ends there';
const NOT_SAID = 'The document does not say';

/**
 * What follows a step, and what follows each outcome of a decision; of a test without a "not met", that nothing does.
 *
 * @example nextStems(rules).map(({ id }) => id) // ['next/send-scoping', 'next/decide-notification/met', …]
 */
export function nextStems(rules: Rules): Stem[] {
  return rules.policy.steps.flatMap((step) => {
    if (step.outcomes.length === 0) return followed(step).some(({ next }) => next !== null) ? [afterStepStem(rules, step)] : [];
    const missing = leftOutBranch(step) === 'not-met' && step.outcomes.some(({ outcome }) => outcome === 'met');
    return [...step.outcomes.map((outcome) => afterOutcomeStem(rules, step, outcome)), ...(missing ? [noBranchStem(rules, step)] : [])];
  });
}

function afterStepStem(rules: Rules, step: Step): Stem {
  const id = `next/${step.id}`;
  return {
    id, kind: 'next', varies: false,
    draw: (random) => {
      const readings = followed(step);
      const several = readings.length > 1;
      const right = readings.flatMap(({ next, because, cite }) => targets(next).map((target): RightAnswer => ({
        text: nameOf(target, rules),
        because: cited(several ? `One reading: ${because}` : (next?.length ?? 0) > 1 ? 'It follows, beside what else does' : 'It follows', cite, rules),
      })));
      const after = readings.flatMap(({ next }) => targets(next));
      return compose({
        stem: { id, kind: 'next' }, rules, random, right,
        asks: `After ${quoted(step.title)}, what comes next?`,
        wrong: wrongTargets(rules, step, after, random.shuffled(rules.policy.steps.map((one) => one.id))),
        cites: step.cite, rests: { step: step.id },
      });
    },
  };
}

function afterOutcomeStem(rules: Rules, step: Step, outcome: Outcome): Stem {
  const id = `next/${step.id}/${outcome.outcome}`;
  return {
    id, kind: 'next', varies: false,
    draw: (random) => {
      const readings = underEachAssignment({}, (assignment) => ({ thing: assignment.read(outcome, ['next', 'backTo']), reading: assignment.readingOf(outcome, ['next', 'backTo']) }))
        .filter(({ refutedBy }) => refutedBy === null).map(({ result }) => result);
      const cite = placesOf(outcome, step);
      const after = readings.flatMap(({ thing }) => (thing.backTo === null ? targets(thing.next) : [thing.backTo]));
      const right = readings.flatMap(({ thing, reading }) => (thing.backTo === null ? targets(thing.next) : [thing.backTo]).map((target): RightAnswer => ({
        text: target === null ? NOT_SAID : thing.backTo === null ? nameOf(target, rules) : `Back to ${quoted(titleOf(target, rules))}`,
        because: cited(reading && readings.length > 1 ? `One reading: ${reading.because}` : target === null ? 'This outcome leads nowhere in the document' : 'That is where this outcome leads', cite, rules),
      })));
      const branches = step.outcomes.filter((other) => other.outcome !== outcome.outcome).flatMap((other) => targets(other.next)
        .filter((target) => target !== null && !after.includes(target))
        .map((target): WrongAnswer => ({ text: nameOf(target, rules), misconception: 'another-branch', because: `That follows the outcome ${quoted(outcomeText(step.id, other.outcome, rules))}${citeText(other.cite, rules)}.` })));
      return compose({
        stem: { id, kind: 'next' }, rules, random, right,
        told: `At ${quoted(step.title)} the outcome is ${quoted(outcomeText(step.id, outcome.outcome, rules))}.`,
        asks: 'What comes next?',
        wrong: [...random.shuffled(branches).slice(0, 2), ...wrongTargets(rules, step, after, random.shuffled(rules.policy.steps.map((one) => one.id))), ...branches],
        cites: cite, rests: { step: step.id, decided: { [step.id]: outcome.outcome } },
      });
    },
  };
}

/** A decision of which the document gives only one side. */
function noBranchStem(rules: Rules, step: Step): Stem {
  const id = `next/${step.id}/not-met`;
  return {
    id, kind: 'next', varies: false,
    draw: (random) => {
      const met = step.outcomes.filter(({ outcome }) => outcome === 'met');
      const following = met.flatMap(({ next }) => targets(next)).filter((target) => target !== null);
      const elsewhere = rules.set.policies.filter(({ id: other }) => other !== rules.policy.id).flatMap((policy) => policy.steps
        .filter(({ does }) => does[0] === step.does[0])
        .flatMap((other) => other.outcomes.filter(({ outcome }) => outcome === 'not-met').flatMap(({ next, cite }) => targets(next).filter((target) => target !== null && target !== 'end').map((target): WrongAnswer => {
          const title = policy.steps.find((one) => one.id === target)?.title ?? target!;
          return { text: quoted(title), misconception: 'another-area', because: `That follows in ${policy.title}${citeText(cite, rules)}.` };
        }))));
      return compose({
        stem: { id, kind: 'next' }, rules, random,
        told: `At ${quoted(step.title)} the outcome is that the criteria are not met.`,
        asks: 'What comes next?',
        right: [{ text: NOT_SAID, because: `It gives a path only for the ${step.outcomes.length === 1 ? 'outcome' : 'outcomes'} ${joined(step.outcomes.map(({ outcome }) => quoted(outcomeText(step.id, outcome, rules))), 'and')}${citeText(step.cite, rules)}.` }],
        wrong: [
          { text: ENDS, misconception: 'assumes-a-path', because: `The document does not say that it ends there. It gives no path at all${citeText(step.cite, rules)}.` },
          ...random.shuffled(following).map((target): WrongAnswer => ({ text: nameOf(target, rules), misconception: 'another-branch', because: `That follows when the criteria are met${citeText(met[0]!.cite, rules)}.` })).slice(0, 2),
          ...random.shuffled(elsewhere).slice(0, 2),
        ],
        cites: step.cite, rests: { step: step.id },
      });
    },
  };
}

interface Followed { next: Next | null; because: string; cite: Step['cite'] }

function followed(step: Step): Followed[] {
  return underEachAssignment({}, (assignment) => ({ next: assignment.read(step, ['next']).next, reading: assignment.readingOf(step, ['next']) }))
    .filter(({ refutedBy }) => refutedBy === null)
    .map(({ result: { next, reading } }) => ({ next, because: reading?.because ?? '', cite: placesOf(reading, step) }));
}

/** Where a path goes; a null alone where the document does not say. */
const targets = (next: Next | null): (Id | null)[] => (next === null || next.length === 0 ? [null] : next);

const titleOf = (id: Id, { policy }: Pick<Rules, 'policy'>): string => policy.steps.find((step) => step.id === id)?.title ?? id;

function nameOf(target: Id | null, rules: Rules): string {
  if (target === null) return NOT_SAID;
  return target === 'end' ? ENDS : quoted(titleOf(target, rules));
}

/** Steps that do not follow at once: those after the next, those before, and others, each with what is wrong with it. */
function wrongTargets(rules: Rules, step: Step, after: readonly (Id | null)[], order: readonly Id[]): WrongAnswer[] {
  const { steps } = rules.policy;
  const nextOf = (id: Id) => steps.find((one) => one.id === id)?.outcomes.flatMap(({ next }) => next ?? []).concat(allNext(steps.find((one) => one.id === id))) ?? [];
  const later = new Set(after.flatMap((id) => (id === null ? [] : nextOf(id))));
  const before = new Set(steps.filter((one) => nextOf(one.id).includes(step.id)).map(({ id }) => id));
  const shared = new Set(after.flatMap((id) => (id === null ? [] : [titleOf(id, rules)])));
  const candidates = order.filter((id) => id !== step.id && !after.includes(id) && !shared.has(titleOf(id, rules)));
  const wrong = (id: Id, misconception: WrongAnswer['misconception'], because: string): WrongAnswer => ({ text: quoted(titleOf(id, rules)), misconception, because: `${because}${citeText(steps.find((one) => one.id === id)?.cite ?? [], rules)}.` });
  const skipped = candidates.filter((id) => later.has(id)).map((id) => wrong(id, 'skips-a-step', `Comes later, after ${[...new Set(after.flatMap((one) => (one === null ? [] : [quoted(titleOf(one, rules))])))].join(' or ')}`));
  const earlier = candidates.filter((id) => before.has(id) && !later.has(id)).map((id) => wrong(id, 'goes-back', `Leads to ${quoted(step.title)} and is done before it`));
  const others = candidates.filter((id) => !later.has(id) && !before.has(id)).map((id) => wrong(id, 'another-step', 'Belongs to another part of the path'));
  return [...skipped.slice(0, 2), ...earlier.slice(0, 1), ...others];
}

/** Every step that some reading lets follow. */
const allNext = (step: Step | undefined): Id[] => (step ? [...(step.next ?? []), ...(step.doubt?.readings.flatMap(({ changes }) => changes.next ?? []) ?? [])] : []);

// ---- must or should ------------------------------------------------------------------------------------------------------

const STRENGTH: Modality[] = ['must', 'expected', 'should', 'may', 'need-not', 'must-not'];

/**
 * How strongly the document puts each step that it gives a word of duty.
 *
 * @example modalityStems(rules).map(({ id }) => id) // ['modality/send-scoping', …]
 */
export function modalityStems(rules: Rules): Stem[] {
  return rules.policy.steps.filter(({ modality }) => modality !== null).map((step): Stem => {
    const id = `modality/${step.id}`;
    return {
      id, kind: 'modality', varies: false,
      draw: (random) => {
        const own = step.modality!;
        const cites = citeText(step.cite, rules);
        const others = rules.set.policies.filter((policy) => policy.id !== rules.policy.id).flatMap((policy) => policy.steps
          .filter(({ does, modality }) => does[0] === step.does[0] && modality !== null && modality !== own)
          .map((other): WrongAnswer => ({ text: modalityText(other.modality), misconception: 'another-area', because: `That is the word of ${policy.title}${citeText(other.cite, rules)}. This document: ${uncapital(modalityText(own))}${cites}.` })));
        const rest = (['must', 'should', 'expected', 'may'] as const).filter((modality) => modality !== own).map((modality): WrongAnswer => {
          const stronger = STRENGTH.indexOf(modality) < STRENGTH.indexOf(own);
          return { text: modalityText(modality), misconception: stronger ? 'duty-read-in' : 'duty-read-out', because: `${stronger ? 'Stronger' : 'Weaker'} than the document puts it: ${uncapital(modalityText(own))}${cites}.` };
        });
        return compose({
          stem: { id, kind: 'modality' }, rules, random, order: ['Must', 'Expected', 'Should', 'May', 'Need not', 'Must not'],
          asks: `How strongly does the document put this: ${quoted(step.title)}?`,
          right: [{ text: modalityText(own), because: `That is how it is put${cites}.` }],
          wrong: [...random.shuffled(others).slice(0, 1), ...rest], cites: step.cite, rests: { step: step.id },
        });
      },
    };
  });
}
