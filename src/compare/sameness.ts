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
 * tasks, all of them, since a step that does two is not the one more than the other.
 * @example startSays({ step: 'notify-panel' }, policy) // 'notification-sent'
 * @example startSays({ step: 'report-notifiable-incident' }, policy) // 'notify-ofsted.notify-partnership'
 */
export function startSays(start: Start, policy: Policy): string {
  if ('event' in start) return start.event;
  if ('step' in start) {
    const step = policy.steps.find(({ id }) => id === start.step);
    return step?.marks[0] ?? (step && step.does.length > 0 ? step.does.toSorted().join('.') : start.step);
  }
  const parts = 'first' in start ? start.first : start.last;
  return `${'first' in start ? 'first' : 'last'}(${parts.map((one) => startSays(one, policy)).sort().join(', ')})`;
}

/**
 * What the starts of two documents go by where they are laid side by side: the steps of the one and of the other are the
 * same start where they do a common task, and then go by the tasks that they have in common.
 *
 * @param names as `startSays` gives them, a list a document
 * @returns the common name of a start, and of every start that stands in a longer text
 * @example startsInCommon([['notify-ofsted.notify-partnership'], ['notify-partnership']])('notify-ofsted.notify-partnership') // 'notify-partnership'
 */
export function startsInCommon(names: readonly (readonly string[])[]): (text: string) => string {
  const lists = names.map((list) => [...new Set(list.flatMap(plainNames))]);
  const groups: Set<string>[] = [];
  lists.forEach((list, place) => list.forEach((one) => lists.slice(place + 1).flat().filter((other) => other !== one && doCommonTask(one, other)).forEach((other) => {
    const met = groups.filter((group) => group.has(one) || group.has(other));
    for (const group of met) groups.splice(groups.indexOf(group), 1);
    groups.push(new Set([one, other, ...met.flatMap((group) => [...group])]));
  })));
  const commonName = new Map(groups.flatMap((group) => {
    const tasks = [...group].map(tasksOfStart);
    const common = tasks[0]!.filter((task) => tasks.every((others) => others.includes(task)));
    const name = (common.length > 0 ? common : [...new Set(tasks.flat())].sort()).join('.');
    return [...group].map((one) => [one, name] as const);
  }));
  return (text) => (commonName.size === 0 ? text : text.replace(PLAIN_START, (plain) => commonName.get(plain) ?? plain));
}

/** Whether two starts are one, those that are put together of several being so where each of their parts is. */
export function isSameStart(one: string, other: string): boolean {
  const [kind, otherKind] = [one, other].map((name) => /^(first|last)\(/.exec(name)?.[1]);
  if (kind !== otherKind) return false;
  const [parts, others] = [plainNames(one), plainNames(other)];
  return parts.every((part) => others.some((beside) => doCommonTask(part, beside))) && others.every((part) => parts.some((beside) => doCommonTask(part, beside)));
}

/** Whether two starts, as `startSays` names them, are one event or do a common task. */
export function doCommonTask(one: string, other: string): boolean {
  return tasksOfStart(one).some((task) => tasksOfStart(other).includes(task));
}

/** The tasks by which a step is named as a start. */
export const tasksOfStart = (name: string): string[] => name.split('.');

/**
 * The starts of which a start is put together, itself where of none.
 * @example plainNames('first(return-scoping, send-scoping)') // ['return-scoping', 'send-scoping']
 */
const plainNames = (name: string): string[] => (/^(?:first|last)\(/.test(name) ? name.slice(name.indexOf('(')) : name).match(PLAIN_START) ?? [];

/** A start that is not put together of several. */
const PLAIN_START = /[a-z0-9-]+(?:\.[a-z0-9-]+)*/g;

/**
 * A limit: how much, in which days, counted how, from what.
 * @param start what it counts from, where that goes by another name than `startSays` gives it
 */
export function limitSays({ amount, unit, from, dayOne, nonWorkingStart }: Limit, policy: Policy, start: string | null = from && startSays(from, policy)): unknown {
  const isNumbered = amount?.kind === 'numbered';
  return [amountSays(amount), isOrder(amount) ? null : unit, start, isNumbered ? (dayOne ?? 'trigger-day') : dayOne, nonWorkingStart];
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
