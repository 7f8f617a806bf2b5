/** The document itself: its date, its review, its area, and what it mentions and does not bring. */
import { formatDate } from '../calendar/iso-date.ts';
import { joined } from '../engine/words.ts';
import type { IsoDate } from '../policy/model.ts';
import { hasPassed, lastDayOf } from '../policy/partial-date.ts';
import type { Found } from './finding.ts';
import type { Inquiry } from './inquiry.ts';

/** A review date that has passed by the day asked about. */
export function reviewDatePassed({ policy, asAt }: Inquiry): Found[] {
  const { reviewBy } = policy.source;
  if (reviewBy === null || !hasPassed(reviewBy, asAt)) return [];
  const last = lastDayOf(reviewBy)!;
  return [{
    kind: 'review-date-passed', weight: 'housekeeping', about: 'document', where: null, rules: [],
    statement: `The document was to be reviewed by ${formatDate(last)}.`,
    example: `On ${formatDate(asAt)} that is ${yearsAndMonths(last, asAt)} ago.`,
    cites: [],
    ask: `Has the document been reviewed since, and is there a later edition?`,
  }];
}

function yearsAndMonths(from: IsoDate, to: IsoDate): string {
  const [a, b] = [from, to].map((date) => date.split('-').map(Number)) as [number[], number[]];
  const months = (b[0]! - a[0]!) * 12 + (b[1]! - a[1]!) - (b[2]! < a[2]! ? 1 : 0);
  const parts = [[Math.floor(months / 12), 'year'], [months % 12, 'month']] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return said.length === 0 ? 'less than a month' : joined(said, 'and');
}

/** A document that bears no date. */
export function documentUndated({ policy }: Inquiry): Found[] {
  if (policy.source.dated !== null || policy.kind === 'statutory-guidance') return [];
  return [{
    kind: 'document-undated', weight: 'housekeeping', about: 'document', where: null, rules: [],
    statement: `The document bears no date${policy.source.version === null ? ' and no version' : ''}.`,
    example: 'Nobody can tell which of two copies is the later.',
    cites: [],
    ask: 'When was the document written, and from when does it hold?',
  }];
}

/** A local document that does not name its area. */
export function areaNotStated({ policy }: Inquiry): Found[] {
  if (policy.area !== null || policy.kind !== 'local-procedure') return [];
  return [{
    kind: 'area-not-stated', weight: 'housekeeping', about: 'document', where: null, rules: [],
    statement: 'The document does not name the area for which it holds.',
    example: `A reader who finds “${policy.source.title}” cannot tell whose it is.`,
    cites: [],
    ask: 'For which area does the document hold?',
  }];
}

/** What the document mentions and does not bring, or has lost. */
export function missingAppendix({ policy }: Inquiry): Found[] {
  const { missing } = policy.source;
  if (missing.length === 0 || policy.kind === 'statutory-guidance') return [];
  // The words are the rules' own, and not the document's: no quotation marks. "Documents 1 to 5" keeps its capital.
  const things = missing.map((thing) => thing.replace(/^(?:The|An?)(?= )/, (article) => article.toLowerCase()));
  return [{
    kind: 'missing-appendix', weight: 'housekeeping', about: 'document', where: null, rules: [],
    statement: `Not seen here, though the document mentions it or cannot be read without it: ${things.join('; ')}.`,
    example: `Doubts that are shown as open here could be settled by what stands there: ${things[0]}.`,
    cites: [],
    ask: `Can ${things.length === 1 ? 'this' : 'each of these'} be provided: ${things.join('; ')}?`,
  }];
}
