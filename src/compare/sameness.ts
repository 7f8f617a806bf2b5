/**
 * When two policies say the same in other words: bodies, starts, limits and conditions without names of their own.
 * Two of these values are equal as JSON exactly when the rules mean the same.
 */
import type { Amount, Id, Limit, Policy, Start, Tree, Vocabulary, Who } from '../policy/model.ts';

/**
 * A body that has been renamed is the same body.
 * @example lastSuccessor('clinical-commissioning-group', vocabulary) // 'integrated-care-board'
 */
export function lastSuccessor(actor: Id, vocabulary: Vocabulary): Id {
  const seen = new Set<Id>();
  let current = actor;
  for (let next = vocabulary.actors[current]?.succeededBy; next && !seen.has(next); next = vocabulary.actors[current]?.succeededBy) {
    seen.add(next);
    current = next;
  }
  return current;
}

/** Who does something, under their present names and in no order. */
export const whoSays = ({ way, actors }: Who, vocabulary: Vocabulary): unknown =>
  [actors.length > 1 ? way : 'one', actors.map((actor) => lastSuccessor(actor, vocabulary)).sort()];

/**
 * A start as what happens: a step that marks an event starts what the event starts, and any other step is known by its
 * task.
 * @example startSays({ step: 'notify-panel' }, policy) // 'notification-sent'
 */
export function startSays(start: Start, policy: Policy): string {
  if ('event' in start) return start.event;
  if ('step' in start) {
    const step = policy.steps.find(({ id }) => id === start.step);
    return step?.marks[0] ?? step?.does[0] ?? start.step;
  }
  const parts = 'first' in start ? start.first : start.last;
  return `${'first' in start ? 'first' : 'last'}(${parts.map((one) => startSays(one, policy)).sort().join(', ')})`;
}

/** A limit: how much, in which days, counted how, from what. */
export function limitSays({ amount, unit, from, dayOne, nonWorkingStart }: Limit, policy: Policy): unknown {
  const isNumbered = amount?.kind === 'numbered';
  return [amountSays(amount), isOrder(amount) ? null : unit, from && startSays(from, policy), isNumbered ? (dayOne ?? 'trigger-day') : dayOne, nonWorkingStart];
}

/** Before, after or on the day of something: no days are counted, so their kind says nothing. */
const isOrder = (amount: Amount | null): boolean =>
  amount?.kind === 'span' && (amount.written === 'before' || amount.written === 'after' || amount.written === 'sameDayAs');

function amountSays(amount: Amount | null): unknown {
  if (amount?.kind !== 'span') return amount;
  const { written: _, ...meant } = amount;
  return meant;
}

/** A condition without the policy's own ids: a step is its task, a test the question it answers. */
export function conditionSays(tree: Tree, policy: Policy): unknown {
  if ('not' in tree) return { not: conditionSays(tree.not, policy) };
  if ('all' in tree || 'any' in tree) {
    const parts = ('all' in tree ? tree.all : tree.any).map((part) => JSON.stringify(conditionSays(part, policy))).sort();
    return 'all' in tree ? { all: parts } : { any: parts };
  }
  if ('fact' in tree) return tree.fact;
  if ('criterion' in tree) return { test: policy.criteria.find(({ id }) => id === tree.criterion)?.for ?? tree.criterion };
  return { task: policy.steps.find(({ id }) => id === tree.step)?.does[0] ?? tree.step, outcome: tree.outcome };
}

/** Each value once, in no order. */
export const inNoOrder = (values: readonly unknown[]): string[] => [...new Set(values.map((value) => JSON.stringify(value)))].sort();
