import type { RelativeStep, Stretch } from '../relative.ts';
import { h, type Drawn } from './node.ts';

/** Where a label stands, so that a test can hold every label inside the frame and apart from the others. */
interface Label { text: string; isWhole: boolean; x: number; y: number; width: number; anchor: 'start' | 'end'; above: boolean }

interface StripPlan { width: number; height: number; rows: { step: RelativeStep; y: number; label: Label }[]; first: number; last: number; xOf(day: number): number }

const PITCH = 22;
/** What a label above its bar takes. */
const LINE = 14;
const HEAD = 40;
const LETTER = 6.3;
const MARGIN = 22;
/** A name of fewer letters tells nothing. */
const FEWEST_OF_NAME = 12;

/**
 * Places the bars and labels of a strip of days: one row a step, an axis from the first day to the last and one more.
 *
 * @param width of the drawing, in its own units
 */
export function planStrip(steps: RelativeStep[], first: number, width: number): StripPlan {
  const last = Math.ceil(Math.max(...steps.map(({ safe, doubtful }) => doubtful?.to ?? safe.to), first + 5)) + 1;
  const xOf = (day: number) => Math.round((MARGIN + ((day - first) / (last - first)) * (width - 2 * MARGIN)) * 10) / 10;
  let bottom = HEAD;
  const rows = steps.map((step) => {
    const label = labelOf(step, bottom + PITCH / 2, xOf, width);
    // A label that fits on neither side has a line of its own above the bar.
    const y = bottom + PITCH / 2 + (label.above ? LINE : 0);
    bottom += PITCH + (label.above ? LINE : 0);
    return { step, y, label };
  });
  return { width, height: bottom + 14, rows, first, last, xOf };
}

/**
 * The policy's limits in one glance: days along the top, a bar a step, hatched where it depends on a reading. The
 * drawing is for the eye alone; the same facts stand beside it as a list.
 *
 * @param everyDay whether each day has room for its number
 * @param paper it is shown in print only, where the wide one would be too small to read
 */
export function strip(steps: RelativeStep[], first: number, { width, everyDay, paper = false }: { width: number; everyDay: boolean; paper?: boolean }): Drawn {
  const plan = planStrip(steps, first, width);
  const days = Array.from({ length: plan.last - plan.first + 1 }, (_, place) => plan.first + place);
  const loud = (day: number) => day === plan.first || day === 15;
  const named = (day: number) => everyDay || day % 5 === 0 || day === plan.first;
  return h('svg', { class: `strip strip--${paper ? 'paper' : everyDay ? 'wide' : 'narrow'}`, viewBox: `0 0 ${plan.width} ${plan.height}`, 'aria-hidden': 'true', focusable: 'false' },
    days.map((day) => h('line', { class: 'strip__rule', x1: plan.xOf(day), x2: plan.xOf(day), y1: HEAD - 8, y2: plan.height - 8 })),
    h('line', { class: 'strip__axis', x1: 0, x2: plan.width, y1: HEAD - 8, y2: HEAD - 8 }),
    days.filter(named).map((day) => h('text', { class: `strip__number${loud(day) ? ' strip__number--loud' : ''}`, x: plan.xOf(day), y: HEAD - 18, 'text-anchor': 'middle' }, String(day))),
    plan.rows.map(({ step, y, label }) => [
      h('a', { href: `#step-${step.id}`, tabindex: -1 },
        bar(step.safe, y, plan, step),
        step.doubtful === null ? null : hatched(step.doubtful, y, plan),
        h('text', { class: 'strip__label', x: label.x, y: label.y + (label.above ? 3 : 4.5), 'text-anchor': label.anchor }, label.text)),
    ]));
}

/** The days in as many letters as there are, after as much of the name as has room. */
function shortened({ title, words }: RelativeStep, most: number): string {
  const room = most - words.length - 3;
  if (room >= FEWEST_OF_NAME) return `${title.slice(0, room)}…: ${words}`;
  return `${title}: ${words}`.slice(0, Math.max(most - 1, FEWEST_OF_NAME)).concat('…');
}

function bar({ from, to }: Stretch, y: number, plan: StripPlan, step: RelativeStep): Drawn[] {
  const x = plan.xOf(from);
  const end = plan.xOf(to);
  const block = (half: number) => h('rect', { class: 'strip__bar', x: end - 4, y: y - half, width: 8, height: half * 2 });
  if (from === to) return [block(6)];
  if (step.window) return [h('rect', { class: 'strip__bar--window', x, y: y - 6, width: Math.max(end - x, 2), height: 12 })];
  if (step.projected) return [h('rect', { class: 'strip__bar--outline', x, y: y - 5, width: Math.max(end - x, 2), height: 10 }), block(8)];
  return [h('rect', { class: 'strip__bar', x, y: y - 3, width: Math.max(end - x, 3), height: 6 })];
}

function hatched({ from, to }: Stretch, y: number, plan: StripPlan): Drawn {
  const x = plan.xOf(from);
  return h('rect', { class: 'strip__bar--doubt', x, y: y - 6, width: Math.max(plan.xOf(to) - x, 3), height: 12 });
}

function labelOf(step: RelativeStep, y: number, xOf: (day: number) => number, width: number): Label {
  const text = `${step.title}: ${step.words}`;
  const size = text.length * LETTER;
  const right = xOf(step.doubtful?.to ?? step.safe.to) + 10;
  if (right + size <= width) return { text, isWhole: true, x: right, y, width: size, anchor: 'start', above: false };
  const left = xOf(step.safe.from) - 10;
  if (left - size >= 0) return { text, isWhole: true, x: left, y, width: size, anchor: 'end', above: false };
  const start = Math.max(Math.min(xOf(step.safe.from), width - size), 0);
  if (size <= width) return { text, isWhole: true, x: start, y, width: size, anchor: 'start', above: true };
  // Longer than the whole strip: it is shortened, the name before the days, and stands whole in the list.
  const short = shortened(step, Math.floor(width / LETTER));
  return { text: short, isWhole: false, x: 0, y, width: short.length * LETTER, anchor: 'start', above: true };
}
