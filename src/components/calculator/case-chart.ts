/** The flowchart of a case: the policy's chart with the case's steps marked. */
import { markedChart, type CaseMark } from '../../diagram/case-marks.ts';
import type { Picture } from '../../diagram/picture.ts';
import type { Timetable } from '../../engine/types.ts';
import type { Id } from '../../policy/model.ts';
import { h, type Drawing, type Drawn } from '../draw/node.ts';

/**
 * The chart with each step of the case marked, its boxes leading to the procedure page.
 *
 * @param procedure the address of the policy's procedure page
 * @example drawCaseChart(picture, timetable, '/procedures/wst/')
 */
export function drawCaseChart(picture: Picture, timetable: Timetable, procedure: string): Drawn {
  return h('section', { class: 'chart__frame', 'aria-label': 'Flowchart of this case, which may scroll sideways', tabindex: 0 },
    drawn(markedChart(picture, caseMarks(timetable)), procedure));
}

/** Where each step stands; a step of which nothing is to be said has none. */
export function caseMarks({ steps, next }: Timetable): Record<Id, CaseMark> {
  const marks = steps.flatMap((step): [Id, CaseMark][] => {
    if (step.done !== null) return [[step.id, 'done']];
    if (step.state === 'not-applicable') return [[step.id, 'not-on-this-path']];
    const late = step.limits.some(({ readings }) => readings.some(({ status, stands }) => status === 'overdue' && stands));
    if (late) return [[step.id, 'late']];
    return step.id === next?.id ? [[step.id, 'next']] : [];
  });
  return Object.fromEntries(marks);
}

/**
 * Scrolls a chart that is wider than its frame to the step that is next, or else to where it begins.
 *
 * @param place what holds the chart
 */
export function showNext(place: HTMLElement, { next }: Timetable): void {
  const frame = place.querySelector('.chart__frame');
  const node = frame?.querySelector(next === null ? '[data-node]' : `[data-node="${CSS.escape(next.id)}"]`) ?? frame?.querySelector('[data-node]');
  if (frame == null || node == null) return;
  const [box, seen] = [node.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollLeft += box.left + box.width / 2 - (seen.left + seen.width / 2);
}

function drawn(picture: Picture | string, procedure: string): Drawing {
  if (typeof picture === 'string') return picture;
  const { tag, attributes: { href, ...attributes }, children } = picture;
  const link = href === undefined ? {} : { href: String(href).startsWith('#') ? `${procedure}${String(href)}` : href };
  return h(tag, { ...attributes, ...link }, children.map((child) => drawn(child, procedure)));
}
