import type { Id, IsoDate } from '../../policy/model.ts';

/**
 * The invented case that stands on the page until someone enters another: a Thursday, then five things in six working
 * days, with Easter after them.
 */
export const EXAMPLE_CASE: Readonly<Record<Id, IsoDate>> = {
  'incident-occurred': '2026-03-19',
  'incident-known': '2026-03-23',
  'referral-received': '2026-03-25',
  'intention-notified': '2026-03-26',
  'notification-sent': '2026-03-27',
};
