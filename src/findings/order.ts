/** What comes before what in any case: by the document's path, and by the order of events. */
import { ancestorsOf } from '../engine/conditions.ts';
import type { Id, Policy, Step, Vocabulary } from '../policy/model.ts';
import { idsOfStart } from '../policy/starts.ts';
import { standingLimits } from '../policy/step-limits.ts';

/**
 * The steps that are over before an event happens: each that brings about, or leads to a step which brings about, an event
 * that is listed before it, as the vocabulary lists events in the order in which they happen. The document comes first: what
 * it sets off by the event, or counts from it, is not before it, and nor is what follows that.
 *
 * @example stepsBefore('report-sent', policy, vocabulary).has('notify-panel') // true: the notification is sent before
 */
export function stepsBefore(event: Id, policy: Policy, vocabulary: Vocabulary): ReadonlySet<Id> {
  let ofPolicy = known.get(policy);
  if (!ofPolicy) known.set(policy, ofPolicy = new Map());
  let steps = ofPolicy.get(event);
  if (!steps) {
    const events = Object.keys(vocabulary.events);
    const earlier = new Set(events.slice(0, Math.max(0, events.indexOf(event))));
    const markers = policy.steps.filter(({ marks }) => marks.some((one) => earlier.has(one)));
    const after = policy.steps.filter((step) => waitsFor(step, event, policy)).map(({ id }) => id);
    const isAfter = (id: Id) => [id, ...ancestorsOf(policy, id)].some((one) => after.includes(one));
    ofPolicy.set(event, steps = new Set(markers.flatMap(({ id }) => [id, ...ancestorsOf(policy, id)]).filter((id) => !isAfter(id))));
  }
  return steps;
}

/** Whether a step is set off by an event or has a limit that runs on from it, under any reading that stands. */
function waitsFor(step: Step, event: Id, policy: Policy): boolean {
  const triggers = [step.trigger, ...(step.doubt?.readings ?? []).map(({ changes }) => changes.trigger ?? [])].flat();
  return triggers.includes(event) || standingLimits(policy, step).some(({ readings }) => readings.some(({ limit: { amount, from } }) =>
    idsOfStart(from).includes(event) && !(amount !== null && 'way' in amount && amount.way === 'before')));
}

const known = new WeakMap<Policy, Map<Id, ReadonlySet<Id>>>();

/**
 * Whether one event or step cannot come after another: the path leads from the one to the other, or the other is an event
 * that happens only later. False too where nothing says so.
 *
 * @example comesBefore('decide-notification', 'notify-panel', policy, vocabulary) // true
 */
export function comesBefore(one: Id, other: Id, policy: Policy, vocabulary: Vocabulary): boolean {
  const stepOf = (id: Id): Id | null => (policy.steps.find((step) => step.id === id) ?? policy.steps.find(({ marks }) => marks.includes(id)))?.id ?? null;
  const [first, second] = [stepOf(one), stepOf(other)];
  if (first === null) return false;
  return second === null ? stepsBefore(other, policy, vocabulary).has(first) : first !== second && ancestorsOf(policy, second).includes(first);
}
