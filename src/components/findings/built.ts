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

let built: BuiltFindings | null = null;

/**
 * The findings of every document, worked out once, as at the day of the build. `SOURCE_DATE_EPOCH`, in seconds, gives
 * another day, so that a build can be made again.
 *
 * @example builtFindings().findings.filter(({ policy }) => policy === 'wst')
 */
export function builtFindings(): BuiltFindings {
  if (built !== null) return built;
  const seconds = process.env['SOURCE_DATE_EPOCH'];
  const asAt = todayInLondon(seconds === undefined ? new Date() : new Date(Number(seconds) * 1000));
  built = { asAt, findings: findingsOf(rules(), null, { asAt }) };
  return built;
}
