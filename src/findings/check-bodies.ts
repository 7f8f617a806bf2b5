/** Who may do what: a duty done by another body, a group that recommends and decides, members that are not the national ones. */
import { ancestorsOf } from '../engine/conditions.ts';
import { actorName, actorWithSuccessor, joined, uncapital, whoText } from '../engine/words.ts';
import type { Actor, Id, Step, Vocabulary, Who } from '../policy/model.ts';
import { isDutyOfOneBody } from './check-missing-steps.ts';
import { stepPlace, type Found } from './finding.ts';
import { distinct, named, places, stepsDoing, type Inquiry } from './inquiry.ts';
import { nationalLimits } from './limits.ts';

/** Steps that the baseline lays on one body, done or decided on here by another: of a step that answers several such duties of a body, one finding. */
export function otherBodyDuty(inquiry: Inquiry): Found[] {
  const { policy, baseline, vocabulary } = inquiry;
  if (!baseline) return [];
  const answered = baseline.steps.filter((duty) => isDutyOfOneBody(duty, inquiry)).flatMap((duty) => {
    const [holder] = duty.actor!.actors as [Id];
    const isOfAnother = (step: Step) => actorsOf(step).length > 0 && !actorsOf(step).every((who) => who.actors.every((actor) => isPartOf(actor, holder, vocabulary)));
    const doing = stepsDoing(policy, duty.does);
    const deciding = policy.steps.filter((step) => step.outcomes.some(({ next }) => doing.some(({ id }) => next?.includes(id))));
    return [
      ...doing.filter(isOfAnother).map((step) => ({ step, duty, holder, decides: false })),
      ...deciding.filter(isOfAnother).map((step) => ({ step, duty, holder, decides: true })),
    ];
  });
  const together = new Map<string, { one: Answered; duties: Step[] }>();
  for (const { duty, ...one } of answered) {
    const key = JSON.stringify([one.step.id, one.holder, one.decides]);
    const same = together.get(key);
    if (same) same.duties.push(duty);
    else together.set(key, { one, duties: [duty] });
  }
  return [...together.values()].map(({ one, duties }) => otherBody(one, duties, inquiry));
}

interface Answered { step: Step; holder: Id; decides: boolean }

function actorsOf({ actor, doubt }: Step): Who[] {
  return [actor, ...(doubt?.readings.filter(({ refutedBy }) => refutedBy === null).map(({ changes }) => changes.actor ?? null) ?? [])].filter((who) => who !== null);
}

/** Whether an actor is a body, or part of it, or what came before it. */
function isPartOf(actor: Id, body: Id, vocabulary: Vocabulary, seen: Id[] = []): boolean {
  if (actor === body) return true;
  const known: Actor | undefined = vocabulary.actors[actor];
  if (!known || seen.includes(actor)) return false;
  // A group that the body is one of is more than the body.
  return [known.partOf, known.succeededBy].some((next) => next !== null && (vocabulary.actors[next]?.members.length ?? 0) === 0 && isPartOf(next, body, vocabulary, [...seen, actor]));
}

function otherBody({ step, holder, decides }: Answered, duties: readonly Step[], inquiry: Inquiry): Found {
  const { vocabulary, speech } = inquiry;
  const body = uncapital(vocabulary.actors[holder]?.title ?? holder);
  const actor = joined(distinct(actorsOf(step).map((who) => uncapital(whoText(who, speech)!))), 'or');
  const [national] = duties.flatMap((duty) => nationalLimits(duty, inquiry));
  const titles = joined(duties.map((duty) => uncapital(duty.title)), 'and');
  const limit = national ? `, ${national.words}` : '';
  return {
    kind: 'other-body-duty', weight: decides ? 'confusing' : 'late-or-unnotified', about: decides ? `${step.id}-decides` : step.id, where: stepPlace(step.id), rules: [step.id],
    statement: `${named(step.id, inquiry)} is ${decides ? 'a decision of' : 'done by'} ${actor}. Nationally ${decides ? 'the duty that follows' : 'this duty'} falls to the ${body} alone${limit}.`,
    example: decides
      ? `If those who decide do not agree, the ${body} must still do this where the national test is met: ${titles}.`
      : `If the ${body} leaves this to ${actor}, and ${actor} to the ${body}, nobody does it: ${titles}.`,
    cites: places(step.cite, ...duties.map(({ cite }) => cite)),
    ask: decides
      ? `Does the ${body} act on its own where the others do not agree at ${named(step.id, inquiry)}?`
      : `Does ${actor} do this on behalf of the ${body}, or as well as it: ${named(step.id, inquiry)}?`,
  };
}

/** A group that recommends and is in another place said to decide, or that does both at once. */
export function recommendsThenDecides(inquiry: Inquiry): Found[] {
  const recommending = stepsDoing(inquiry.policy, ['recommend-review']);
  return stepsDoing(inquiry.policy, ['decide-review']).flatMap((step) => {
    const deciders = actorsOf(step);
    const inDoubt = recommendersSaidToDecide(step, inquiry);
    const both = deciders.length === 1 ? recommending.filter((one) => one.tells.length === 0 && one.id !== step.id && one.actor?.actors.some((actor) => deciders[0]!.actors.includes(actor))) : [];
    return [...inDoubt.map((group) => saidToDecide(group, step, inquiry)), ...both.map((one) => doesBoth(one, step, inquiry))];
  });
}

/** Groups that recommend to a decision of the review and that some of its readings, not all, make decide. */
export function recommendersSaidToDecide(step: Step, inquiry: Inquiry): Id[] {
  if (!step.does.includes('decide-review')) return [];
  const deciders = actorsOf(step);
  const before = ancestorsOf(inquiry.policy, step.id);
  const recommending = stepsDoing(inquiry.policy, ['recommend-review']).filter(({ id }) => before.includes(id));
  const groups = distinct([...(step.recommends?.actors ?? []), ...recommending.flatMap(({ actor }) => actor?.actors ?? [])]);
  return groups.filter((group) => deciders.some(({ actors }) => actors.includes(group)) && deciders.some(({ actors }) => !actors.includes(group)));
}

function saidToDecide(group: Id, step: Step, inquiry: Inquiry): Found {
  const readings = step.doubt?.readings ?? [];
  const name = uncapital(actorName(group, inquiry.speech));
  const others = distinct(actorsOf(step).filter(({ actors }) => !actors.includes(group)).map((who) => `the ${uncapital(whoText(who, inquiry.speech)!)}`));
  const other = joined(others, 'or');
  return {
    kind: 'recommends-then-decides', weight: 'confusing', about: step.id, where: stepPlace(step.id), rules: [step.id],
    statement: `The ${name} recommends, and is also said to decide: ${named(step.id, inquiry)}. In another place the decision is for ${other}.`,
    example: `The ${name} recommends one thing, and another is preferred by ${other}. In one place that decides the matter; in another the ${name} has settled it.`,
    cites: places(step.cite, ...readings.map(({ cite }) => cite)),
    ask: `Who decides in the end at ${named(step.id, inquiry)}: ${joined([...others, `the ${name}`], 'or')}?`,
  };
}

function doesBoth(recommending: Step, deciding: Step, inquiry: Inquiry): Found {
  const name = uncapital(whoText(recommending.actor, inquiry.speech)!);
  return {
    kind: 'recommends-then-decides', weight: 'confusing', about: recommending.id, where: stepPlace(recommending.id), rules: [recommending.id, deciding.id],
    statement: `The ${name} decides (${named(deciding.id, inquiry)}) and also recommends (${named(recommending.id, inquiry)}), and to whom it recommends is not said.`,
    example: `The ${name} has decided. Whoever receives its recommendation cannot tell whether anything is left to decide.`,
    cites: places(recommending.cite, deciding.cite),
    ask: `To whom is the recommendation made, and does anyone decide after the ${name}?`,
  };
}

/** Groups whose members, as this document lists them, are not those that the vocabulary gives. */
export function membersDiffer(inquiry: Inquiry): Found[] {
  const { policy, vocabulary, speech } = inquiry;
  return policy.words.flatMap(({ id, called, members, cite }): Found[] => {
    const usual = vocabulary.actors[id]?.members ?? [];
    if (members.length === 0 || usual.length === 0) return [];
    const now = members.map((member) => presentOf(member, vocabulary));
    const senders = policy.steps.filter(({ tells }) => tells.some(({ who }) => who === id) || members.every((member) => tells.some(({ who }) => who === member))).flatMap(({ actor }) => actor?.actors ?? []);
    const missing = usual.filter((member) => !now.some((one) => areNear(one, member, vocabulary)));
    // Who sends what all of these are sent need not be sent it.
    const sends = (member: Id) => senders.some((sender) => isPartOf(sender, member, vocabulary));
    const added = members.filter((_, place) => !usual.some((one) => areNear(one, now[place]!, vocabulary)));
    if (missing.length + added.length === 0) return [];
    const without = missing.map((member) => uncapital(vocabulary.actors[member]?.title ?? member));
    const more = added.map((member) => uncapital(actorWithSuccessor(member, speech)));
    const name = called.length === 0 ? uncapital(vocabulary.actors[id]!.title) : joined(called.map((one) => `“${one}”`), 'or');
    const seats = policy.steps.filter(({ quorum }) => quorum?.must.some(({ who }) => who === id || added.includes(who)));
    return [{
      kind: 'members-differ', weight: 'confusing', about: id, where: seats[0] ? stepPlace(seats[0].id) : null, rules: [id, ...seats.map((step) => step.id)],
      statement: `The document lists these as ${name}: ${joined(members.map((member) => uncapital(actorWithSuccessor(member, speech))), 'and')}. The national list ${joined([...(without.length > 0 ? [`also has ${joined(without.map((one) => `the ${one}`), 'and')}`] : []), ...(more.length > 0 ? [`does not have ${joined(more, 'and')}`] : [])], 'and')}.`,
      example: more.length > 0
        ? `With the national members present and ${joined(more, 'and')} absent, it is not certain that all ${name} are there.`
        : sends(missing[0]!) ? `The ${without[0]} writes to the ${name} itself, and whether it counts as one of them is not said.` : `A message to all ${name} does not reach the ${without[0]}.`,
      cites: places(cite),
      ask: `Who exactly are the ${name}?`,
    }];
  });
}

/** Whether two bodies are one, or go by names so near that a document may mean the one by the other. */
function areNear(one: Id, other: Id, { actors }: Vocabulary): boolean {
  return one === other || [[one, other], [other, one]].some(([a, b]) => actors[a!]?.near.includes(b!));
}

function presentOf(actor: Id, vocabulary: Vocabulary): Id {
  const next = vocabulary.actors[actor]?.succeededBy;
  return next && next !== actor ? presentOf(next, vocabulary) : actor;
}
