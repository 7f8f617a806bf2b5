/** Ask backwards: the answer, with what works it out. Fetched for the first question. */
import type { IsoDate } from '../../calendar/iso-date.ts';
import type { Latest, LatestDay } from '../../engine/latest.ts';
import type { Id, Policy } from '../../policy/model.ts';
import { dateTime } from '../draw/date.ts';
import { tag, unfold } from '../draw/marks.ts';
import { h, type Drawing, type Drawn } from '../draw/node.ts';

export { latest } from '../../engine/latest.ts';

/**
 * The answer: each step and event with its day, and the rule that binds.
 *
 * @param by the last day of the step that is asked for
 * @param answer what must come before it, with each "within n" given its whole n, and without
 * @param given the dates of the case, by event or step
 * @example drawLatest('2026-04-17', { whole, bare }, policy, input.on)
 */
export function drawLatest(by: IsoDate, { whole, bare }: { whole: Latest; bare: Latest }, policy: Policy, given: Record<Id, IsoDate>): Drawing[] {
  const asked = policy.steps.find(({ id }) => id === whole.step);
  const title = h('p', {}, `For “${asked?.title ?? whole.step}” by `, h('strong', {}, dateTime(by)), ':');
  const reasons = [...new Set(whole.steps.flatMap(({ latest, because }) => (latest === null && because !== null ? [because] : [])))];
  if (reasons.length > 0 && whole.steps.find(({ id }) => id === whole.step)?.latest === null) {
    return [title, h('p', {}, 'No days hold together under every rule and reading: a rule, or a date already given, is in the way.')];
  }
  // A step and the event it brings about are one day, and one line.
  const marked = new Set(policy.steps.flatMap(({ marks }) => marks));
  const bound = whole.steps.filter(({ id, latest, rule }) => latest !== null && rule?.kind !== 'asked' && !marked.has(id))
    .sort((one, other) => (one.latest ?? '').localeCompare(other.latest ?? ''));
  const unknown = reasons.map((reason) => h('p', { class: 'note' }, reason));
  if (bound.length === 0) return [title, ...(unknown.length > 0 ? unknown : [h('p', {}, 'Nothing before it is bound by this document.')])];
  const isPlain = ({ rule }: LatestDay) => rule?.kind === 'order' || isSameDay(policy, rule?.limit ?? null);
  const line = (step: LatestDay) => latestLine(step, bare.steps.find(({ id }) => id === step.id), givenFor(step.id, policy, given));
  const [plain, ruled] = [bound.filter(isPlain), bound.filter((step) => !isPlain(step))];
  return [
    title,
    ruled.length === 0 ? null : h('ol', { class: 'latest' }, ruled.map(line)),
    plain.length === 0 ? null : unfold('latest-plain', `${plain.length} more that need only come before, or on the same day`, h('ol', { class: 'latest' }, plain.map(line))),
    ...unknown,
    h('p', { class: 'note' }, 'Each day is the last that works under every reading of this document, with each time limit given its whole length. One working day later breaks the rule named. “With none of that time left” is the last day if everything after it is done at once.'),
  ].filter((part) => part !== null);
}

/** Whether the limit only says that something is done on the day of something else. */
function isSameDay({ steps }: Policy, address: string | null): boolean {
  const limit = steps.flatMap(({ limits }) => limits).find((one) => one.address === address);
  return limit?.amount?.kind === 'span' && limit.amount.written === 'sameDayAs';
}

/** The date that was given for a step, or for the event it brings about. */
function givenFor(id: Id, { steps }: Policy, given: Record<Id, IsoDate>): IsoDate | null {
  const marks = steps.find((step) => step.id === id)?.marks ?? [];
  return [id, ...marks].map((one) => given[one]).find((day) => day !== undefined) ?? null;
}

function latestLine({ id, title, latest, because }: LatestDay, bare: LatestDay | undefined, given: IsoDate | null): Drawn {
  const isPast = given !== null && latest !== null && given > latest;
  return h('li', { class: 'latest__line', 'data-key': `latest-${id}` },
    h('p', { class: 'latest__day' }, h('strong', {}, latest === null ? '' : dateTime(latest))),
    h('div', {},
      h('p', { class: 'latest__what' }, title),
      isPast ? h('p', {}, tag('late', 'Later than that'), ' Its date is given as ', dateTime(given), '.') : null,
      h('p', { class: 'note' }, because ?? ''),
      bare === undefined || bare.latest === null || bare.latest === latest ? null
        : h('p', { class: 'note' }, 'With none of that time left: ', h('strong', {}, dateTime(bare.latest)), `. ${bare.because ?? ''}`)));
}
