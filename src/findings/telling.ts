/** How the dates of an example are told, put into a case, and set side by side as counts. */
import { fromDayNumber } from '../calendar/iso-date.ts';
import type { Id, IsoDate, Limit, Policy } from '../policy/model.ts';
import type { CountRow, ExampleCase } from './finding.ts';
import { caseOf, stepOf, type Inquiry } from './inquiry.ts';
import { endFrom } from './limits.ts';
import type { Upper } from './network.ts';
import type { Days } from './solver.ts';
import { eventOf, happened, limitWords } from './sentences.ts';
import { chainTo, isSameDay, type Link, type Variant } from './slack.ts';

/** The links that led to some nodes, from the first day that something is counted from; each node once. */
export function linksTo(nodes: readonly Id[], variant: Variant, days: Days, counted: readonly Upper[]): Link[] {
  const links = [...new Map(nodes.flatMap((node) => chainTo(node, variant, days)).map((link) => [link.node, link])).values()];
  const isStart = (node: Id) => [...counted, ...links.flatMap(({ upper }) => upper ?? [])].some(({ from }) => from.includes(node));
  return links.filter(({ node, upper }) => upper !== null || nodes.includes(node) || isStart(node));
}

/** The dates of an example in sentences. */
export function narrated(links: readonly Link[], inquiry: Inquiry): string {
  return links.map(({ node, day, upper }) => {
    if (upper === null) return `${happened(node, day, inquiry)}.`;
    const words = limitWords(upper.limit, inquiry);
    return `${happened(node, day, inquiry)}, ${isSameDay(upper.limit) ? `as ${words} has it` : `the last day of ${words}`}.`;
  }).join(' ');
}

/** Dates for the calculator: of an event rather than of the step that brings it about, where there is one. */
export function datesOf(links: readonly Link[], inquiry: Inquiry): Record<Id, IsoDate> {
  return Object.fromEntries(links.map(({ node, day }) => [eventOf(node, inquiry) ?? node, day]));
}

/** The case of an example, with the readings that its limits rest on and no others. */
export function caseFrom(variant: Variant, on: Record<Id, IsoDate>, limits: readonly Limit[], depends: Record<string, Id>, inquiry: Inquiry): ExampleCase {
  const addresses = new Set([...limits.flatMap((limit) => doubtsUnder(limit, inquiry.policy)), ...Object.keys(depends), ...Object.keys(variant.way.readings)]);
  const readings = Object.fromEntries(Object.entries({ ...variant.way.readings, ...variant.under }).filter(([address]) => addresses.has(address)));
  const { decided, facts } = variant.way;
  return caseOf(inquiry, { on, decided, facts, readings });
}

/** The doubts that a limit may rest on: its own, its step's and its clock's. */
function doubtsUnder({ address, clock }: Limit, policy: Policy): string[] {
  const step = stepOf(policy, address.slice(0, address.indexOf('/')));
  return [address, clock ?? '', ...(step?.doubt && step.doubt.readings.some(({ changes }) => changes.limits !== undefined) ? [step.id] : [])];
}

/** The counts of a chain of limits, and last the one that collides with them; null where there are not two. */
export function countsOf(chain: readonly Link[], others: readonly { upper: Upper; end: IsoDate }[], days: Days, inquiry: Inquiry): CountRow[] | null {
  const rows = [
    ...chain.flatMap(({ upper, from, day }) => (upper && from && !isSameDay(upper.limit) ? [{ upper, from, end: day }] : [])),
    ...others.map(({ upper, end }) => ({ upper, from: upper.from[0]!, end })),
  ].flatMap(({ upper, from, end }) => rowOf(upper.limit, fromDayNumber(days.get(from)!), end, inquiry) ?? []);
  return rows.length < 2 ? null : rows;
}

function rowOf(limit: Limit, from: IsoDate, end: IsoDate, inquiry: Inquiry): CountRow | null {
  // A limit that counts back from what it comes before holds that up: its days are counted from there.
  const isBack = limit.amount?.kind === 'span' && limit.amount.way === 'before';
  const count = isBack ? endFrom(limit, end, 'earliest', inquiry) : endFrom(limit, from, 'latest', inquiry) ?? endFrom(limit, from, 'earliest', inquiry);
  return count && { title: limitWords(limit, inquiry), from, counted: isBack ? count.counted.toReversed() : count.counted, end };
}
