/** The findings that the site is built with. Build only. */
import { todayInLondon, type IsoDate } from '../../calendar/iso-date.ts';
import { findingsOf } from '../../findings/findings.ts';
import type { Finding } from '../../findings/finding.ts';
import { rules } from '../rules.ts';

export interface BuiltFindings {
  /** The day that the findings are as at. */
  asAt: IsoDate;
  findings: Finding[];
}

/**
 * The build has this file twice, once for what it bundles and once for the pages, and working the findings out takes
 * longer than anything else: a build keeps them for both. A server for development does not, so that a changed check shows.
 */
const kept: { built?: BuiltFindings } = process.env['NODE_ENV'] === 'production' ? ((globalThis as Kept)[Symbol.for('rulebook:findings')] ??= {}) : {};
type Kept = Record<symbol, { built?: BuiltFindings } | undefined>;

/**
 * The findings of every document, worked out once, as at the day of the build. `SOURCE_DATE_EPOCH`, in seconds, gives
 * another day, so that a build can be made again.
 *
 * @example builtFindings().findings.filter(({ policy }) => policy === 'wst')
 */
export function builtFindings(): BuiltFindings {
  if (kept.built !== undefined) return kept.built;
  const seconds = process.env['SOURCE_DATE_EPOCH'];
  const asAt = todayInLondon(seconds === undefined ? new Date() : new Date(Number(seconds) * 1000));
  kept.built = { asAt, findings: findingsOf(rules(), null, { asAt }) };
  return kept.built;
}
