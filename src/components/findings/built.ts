/** The findings that the site is built with. Build only. */
import { todayInLondon, type IsoDate } from '../../calendar/iso-date.ts';
import { findingsOf } from '../../findings/findings.ts';
import type { Finding } from '../../findings/finding.ts';
import { held } from '../kept.ts';
import { rules } from '../rules.ts';

interface BuiltFindings {
  /** The day that the findings are as at. */
  asAt: IsoDate;
  findings: Finding[];
}

const built = held<BuiltFindings>('findings');

/**
 * The findings of every document, worked out once, as at the day of the build. `SOURCE_DATE_EPOCH`, in seconds, gives
 * another day, so that a build can be made again.
 *
 * @example builtFindings().findings.filter(({ policy }) => policy === 'wst')
 */
export function builtFindings(): BuiltFindings {
  const { asAt = dayOfBuild(), findings = findingsOf(rules(), null, { asAt }) } = built;
  return Object.assign(built, { asAt, findings });
}

/** The day that a build's findings are as at. */
export function dayOfBuild(): IsoDate {
  const seconds = process.env['SOURCE_DATE_EPOCH'];
  return todayInLondon(seconds === undefined ? new Date() : new Date(Number(seconds) * 1000));
}

/** Takes findings as those of this build: for who works them out before it, on all cores. */
export function useFindings(findings: BuiltFindings): void {
  Object.assign(built, findings);
}
