/** Limits in hours or calendar days, stated as such, that end on a day on which nobody works. */
import { formatDate } from '../calendar/iso-date.ts';
import { capital } from '../engine/words.ts';
import type { Limit, Step } from '../policy/model.ts';
import { idsOfStart } from '../policy/starts.ts';
import { standingLimits } from '../policy/step-limits.ts';
import { stepPlace, type Found } from './finding.ts';
import { caseOf, distinct, named, places, type Inquiry } from './inquiry.ts';
import { endIn, isCounted } from './limits.ts';
import { happened, placesOfLimit, limitWords, titles } from './sentences.ts';
import { ruleOf } from './slack.ts';

/** Limits that can end on a day off, each with the first such day; steps under the same words together. */
export function endsOnDayOff(inquiry: Inquiry): Found[] {
  const stated = inquiry.policy.steps.flatMap((step) => standingLimits(inquiry.policy, step)
    .filter(({ readings }) => readings.length > 0 && readings.every(({ limit }) => isCounted(limit) && (limit.unit === 'hour' || limit.unit === 'calendar-day')))
    .map(({ readings }) => ({ step, limit: readings[0]!.limit })));
  const rules = distinct(stated.map(({ limit }) => withoutStart(limit)));
  return rules.flatMap((rule) => dayOff(stated.filter(({ limit }) => withoutStart(limit) === rule), inquiry));
}

/** The same words for several steps are one rule, each counted from its own start. */
const withoutStart = (limit: Limit): string => ruleOf({ ...limit, from: null });

function dayOff(stated: readonly { step: Step; limit: Limit }[], inquiry: Inquiry): Found[] {
  const [{ step, limit }] = stated as [{ step: Step; limit: Limit }];
  const [start] = idsOfStart(limit.from);
  const ids = stated.map((one) => one.step.id);
  for (const day of start === undefined ? [] : inquiry.days) {
    const given = caseOf(inquiry, { on: { [start!]: day } });
    const end = endIn(inquiry, given, step.id, limit.address);
    if (end === null || inquiry.calendar.isWorkingDay(end) !== false) continue;
    return [{
      kind: 'ends-on-day-off', weight: 'confusing', about: limit.address.replaceAll('/', '-'), where: stepPlace(step.id), rules: stated.map((one) => one.limit.address),
      statement: `${capital(limitWords(limit, inquiry))}, for ${titles(ids, inquiry)}, is ${limit.unit === 'hour' ? 'in hours' : 'in calendar days'}, and can end on a day on which nobody works.`,
      example: { text: `${happened(start!, day, inquiry)}. ${named(step.id, inquiry)} is due by ${formatDate(end)}.`, case: given },
      cites: places(...stated.map((one) => placesOfLimit(one.limit, one.step.id, inquiry))),
      ask: `Is ${named(step.id, inquiry)} really due on a day off, or by the end of the next working day?`,
    }];
  }
  return [];
}
