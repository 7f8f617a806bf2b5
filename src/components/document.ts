/** A document in short: what it calls things, and what starts its clocks. */
import { distinctPlaces } from '../compare/cells.ts';
import { supersededWords } from '../compare/document-parts.ts';
import { limitsAsRead } from '../compare/readings.ts';
import type { Speech } from '../engine/words.ts';
import { isCountable } from '../policy/amounts.ts';
import type { Id, Place } from '../policy/model.ts';
import { eventsOfStart } from '../policy/starts.ts';

/** The document's words that have been replaced since, each once. */
export function olderWords(speech: Speech): { called: string; now: string }[] {
  const found = supersededWords(speech).map(({ called, now }) => ({ called, now }));
  return [...new Map(found.map((word) => [word.called, word])).values()];
}

/** An event from which limits of a document run. */
export interface ClockStart {
  event: Id;
  title: string;
  /** The rows whose limits run from it, by their names, and whether they do under one reading only. */
  rows: { name: string; inDoubt: boolean }[];
  /** The first step whose limit does, and where those limits stand. */
  step: Id;
  cites: Place[];
}

/**
 * The events that start a document's clocks, with what counts from each, in the order of the rows.
 *
 * @param rows names, each with a dimension of limits
 * @example clockStarts(speech, [['Meeting', 'meeting-limit']])[0] // { event: 'referral-received', rows: [{ name: 'Meeting', inDoubt: false }], … }
 */
export function clockStarts({ policy, vocabulary }: Speech, rows: readonly (readonly [name: string, dimension: Id])[]): ClockStart[] {
  const starts = new Map<Id, ClockStart>();
  for (const [name, id] of rows) {
    const select = vocabulary.dimensions.find((dimension) => dimension.id === id)?.select;
    if (select?.by !== 'does' || select.show !== 'limits') continue;
    for (const step of policy.steps.filter(({ does }) => does.some((task) => select.tasks.includes(task)))) {
      for (const { limit, readings } of limitsAsRead(policy, step)) {
        const counted = readings.filter(({ amount }) => isCountable(amount));
        for (const event of new Set(counted.flatMap(({ from }) => eventsOfStart(from)))) {
          const inDoubt = !readings.every(({ from }) => eventsOfStart(from).includes(event));
          const start = starts.get(event) ?? { event, title: vocabulary.events[event]?.title ?? event, rows: [], step: step.id, cites: [] };
          const row = start.rows.find((one) => one.name === name);
          if (row === undefined) start.rows.push({ name, inDoubt });
          else row.inDoubt &&= inDoubt;
          starts.set(event, { ...start, cites: distinctPlaces([...start.cites, ...(limit.cite.length > 0 ? limit.cite : step.cite)]) });
        }
      }
    }
  }
  return [...starts.values()];
}
