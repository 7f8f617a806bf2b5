/** Order: steps that may come before what they need, and checks that something changes afterwards what was checked. */
import { formatDate } from '../calendar/iso-date.ts';
import { ancestorsOf, stepConditions, truthOf, type Known } from '../engine/conditions.ts';
import type { Answer } from '../engine/types.ts';
import { capital, joined, uncapital } from '../engine/words.ts';
import type { Id, Policy, Step } from '../policy/model.ts';
import { stepPlace, type Found } from './finding.ts';
import { answersWords, caseOf, distinct, named, places, stepsDoing, type Inquiry } from './inquiry.ts';
import { titles } from './sentences.ts';
import { waysTo } from './ways.ts';

/** Steps that need a document which nothing puts before them: by this document's own need, or by the baseline's. */
export function beforeNeed(inquiry: Inquiry): Found[] {
  return [...ownNeeds(inquiry), ...nationalNeeds(inquiry)];
}

function ownNeeds(inquiry: Inquiry): Found[] {
  const { policy, vocabulary } = inquiry;
  return policy.steps.filter(({ each }) => each === null).flatMap((step) => {
    const before = ancestorsOf(policy, step.id);
    return step.needs.filter(({ way }) => way === 'each').flatMap(({ documents }) => documents).flatMap((document): Found[] => {
      const making = policy.steps.filter(({ produces, id }) => id !== step.id && produces.includes(document));
      if (making.length === 0 || making.some(({ id }) => before.includes(id)) || step.produces.includes(document)) return [];
      const paper = uncapital(vocabulary.documents[document]?.title ?? document);
      return [{
        kind: 'before-need', weight: 'confusing', about: `${step.id}-${document}`, where: stepPlace(step.id), rules: [step.id, ...making.map(({ id }) => id)],
        statement: `${named(step.id, inquiry)} needs the ${paper}, and nothing puts ${titles(making.map(({ id }) => id), inquiry)}, which makes it, before that.`,
        example: `${named(step.id, inquiry)} can come first, and then has no ${paper} to work with.`,
        cites: places(step.cite, ...making.map(({ cite }) => cite)),
        ask: `Must ${titles(making.map(({ id }) => id), inquiry)} come before ${named(step.id, inquiry)}?`,
      }];
    });
  });
}

/** What the baseline requires before a task, and this document lets it go without. */
function nationalNeeds(inquiry: Inquiry): Found[] {
  const { policy, baseline } = inquiry;
  if (!baseline) return [];
  return baseline.steps.flatMap((national) => national.needs.filter(({ way }) => way === 'each').flatMap(({ documents }) => documents).flatMap((document) => {
    const makers = baseline.steps.filter(({ produces }) => produces.includes(document));
    const making = policy.steps.filter((step) => step.produces.includes(document) || step.does.some((task) => makers.some(({ does }) => does.includes(task))));
    return making.length === 0 ? [] : stepsDoing(policy, national.does).flatMap((step) => withoutNeed(step, making, national, document, inquiry));
  }));
}

function withoutNeed(step: Step, making: readonly Step[], national: Step, document: Id, inquiry: Inquiry): Found[] {
  const { policy, vocabulary, baseline } = inquiry;
  const before = ancestorsOf(policy, step.id);
  const [first] = making;
  const paper = uncapital(vocabulary.documents[document]?.title ?? document);
  const isBefore = making.some(({ id }) => before.includes(id));
  const way = isBefore ? wayAround(step, making, policy) : null;
  const makers = titles(making.map(({ id }) => id), inquiry);
  if (isBefore && way === null) return [];
  const found: Found = {
    kind: 'before-need', weight: 'confusing', about: `${step.id}-${document}`, where: stepPlace(step.id), rules: [step.id, ...making.map(({ id }) => id)],
    statement: `${named(step.id, inquiry)} can go ahead without the ${paper}: ${isBefore ? `one path leads to it without ${makers}` : `nothing puts ${makers} before it`}. Nationally it is needed first (${baseline!.title}: “${national.title}”).`,
    example: way
      ? { text: `${capital(answersWords(way, inquiry))}. ${named(first!.id, inquiry)} does not apply, and ${named(step.id, inquiry)} does.`, case: caseOf(inquiry, { facts: way }) }
      : outOfOrderExample(step, first!, inquiry),
    cites: places(step.cite, ...making.map(({ cite }) => cite), national.cite),
    ask: `Can ${named(step.id, inquiry)} go ahead without ${makers}?`,
  };
  return [found];
}

/** The step a week before what it needs. */
function outOfOrderExample(step: Step, needed: Step, inquiry: Inquiry): Found['example'] {
  const { calendar, days: [day] } = inquiry;
  const later = day && calendar.addWorkingDays(day, 5);
  const text = `${named(step.id, inquiry)} is done${day && later ? ` on ${formatDate(day)}` : ''}, and ${named(needed.id, inquiry)} ${day && later ? `on ${formatDate(later)}` : 'a week later'}. No rule of the document is broken.`;
  return day && later ? { text, case: caseOf(inquiry, { on: { [step.id]: day, [needed.id]: later } }) } : text;
}

/** Answers with which a step applies and nothing that makes what it needs does, by outcomes that the document gives. */
function wayAround(step: Step, making: readonly Step[], policy: Policy): Record<Id, Answer> | null {
  const nothing: Known = { facts: {}, decided: {}, chosen: {} };
  const conditions = stepConditions(policy, nothing);
  const requirements = distinct(making.flatMap(({ id }) => (conditions.get(id) ?? []).flat())).filter((requirement) => requirement.startsWith('fact:'));
  const negated = requirements.map((requirement): [Id, Answer] => {
    const [variable = '', value] = requirement.slice('fact:'.length).split('=');
    return [variable, value === 'yes' ? 'no' : 'yes'];
  });
  const sets = [...negated.map((one) => [one]), ...negated.flatMap((one, place) => negated.slice(place + 1).map((other) => [one, other]))];
  for (const { facts, decided } of waysTo(policy, step.id)) {
    for (const set of sets) {
      const tried = { ...facts, ...Object.fromEntries(set) };
      const now = stepConditions(policy, { ...nothing, facts: tried, decided });
      if (making.every(({ id }) => truthOf(now.get(id) ?? []) === 'no') && truthOf(now.get(step.id) ?? []) === 'yes') return tried;
    }
  }
  return null;
}

/** Tasks by which something is checked or signed, and what they are of. */
const CHECKS = ['check-report', 'sign-off-report', 'check-returns'];

/** A document that is checked or approved, and made again by a later step. */
export function checkedThenChanged(inquiry: Inquiry): Found[] {
  const { policy, vocabulary } = inquiry;
  return stepsDoing(policy, CHECKS).flatMap((step) => {
    const checked = step.needs.flatMap(({ documents }) => documents).filter((document) => !step.produces.includes(document));
    const after = policy.steps.filter((other) => other.id !== step.id && ancestorsOf(policy, other.id).includes(step.id));
    return checked.flatMap((document): Found[] => {
      const changing = after.filter((other) => other.produces.includes(document) && !isSending(other, inquiry));
      if (changing.length === 0) return [];
      const again = stepsDoing(policy, step.does).filter((other) => after.includes(other) && other.needs.some(({ documents }) => documents.includes(document)));
      const paper = uncapital(vocabulary.documents[document]?.title ?? document);
      return [{
        kind: 'checked-then-changed', weight: 'confusing', about: `${step.id}-${document}`, where: stepPlace(step.id), rules: [step.id, ...changing.map(({ id }) => id), ...again.map(({ id }) => id)],
        statement: `${named(step.id, inquiry)} checks the ${paper}, and ${titles(changing.map(({ id }) => id), inquiry)} ${changing.length === 1 ? 'changes' : 'change'} it afterwards.${again.length > 0 ? ` It is checked again, by ${joined(again.map(({ id }) => named(id, inquiry)), 'and')}.` : ''}`,
        example: `What ${named(changing[0]!.id, inquiry)} adds has not been seen by those who approved it at ${named(step.id, inquiry)}.`,
        cites: places(step.cite, ...changing.map(({ cite }) => cite), ...again.map(({ cite }) => cite)),
        ask: `Which check of the ${paper} is the final one, and may it be changed after that?`,
      }];
    });
  });
}

/** A step that the baseline knows as sending something away: it files what it sends, and changes nothing. */
const isSending = (step: Step, { baseline }: Inquiry): boolean => baseline?.steps.some(({ does, tells }) => tells.length > 0 && does.some((task) => step.does.includes(task))) ?? false;
