/** The content of a sheet on which the returns of a scoping request are ticked off by hand. */
import { dueDates } from './due-dates.ts';
import { sheetStep, type SheetStep } from './sheet-step.ts';
import { chosenLines, conventionLine, documentLines, givenDates, ruleOf, type WorkedCase } from './worked-case.ts';

export interface ReturnsSheet {
  title: string;
  /** Each step in which something is returned; empty where the document has none. */
  returns: SheetStep[];
  columns: readonly ['Agency', 'Due', 'Received', 'Quality check', 'Chased'];
  /** To be filled in by hand. `due` is filled in already where there is one day for all. */
  rows: { agency: ''; due: string; received: ''; qualityCheck: ''; chased: '' }[];
  /** Who checks the returns, and when; empty where the document does not say. */
  checks: SheetStep[];
  /** What is done about a late return; empty where the document does not say. */
  whenLate: SheetStep[];
  given: string[];
  assumed: string[];
  /** Which document it is from, and what is to be borne in mind. */
  document: string[];
}

/** The vocabulary's tasks that the sheet is about. */
const RETURN = ['return-scoping'];
const CHECK = ['assure-return', 'check-returns'];
const ACT_ON_LATE = ['chase-late-return'];

/**
 * The sheet of a case under one policy. Agencies are not filled in: which are asked is somebody's decision, and the sheet
 * is to be printed and written on.
 *
 * @param blankRows how many agencies there is room for
 * @example returnsSheet(worked, 12).returns[0]?.when // 'Work to Tuesday 7 April 2026'
 */
export function returnsSheet(worked: WorkedCase, blankRows = 12): ReturnsSheet {
  const dates = dueDates(worked);
  const doing = (tasks: readonly string[]) => worked.timetable.steps
    .filter(({ id, state }) => state !== 'not-applicable' && ruleOf(worked, id)?.does.some((task) => tasks.includes(task)))
    .map((step) => sheetStep(worked, dates, step));
  const returns = doing(RETURN);
  const [due, ...others] = new Set(returns.filter(({ day }) => day !== null).map(({ when }) => when));
  return {
    title: `Returns: ${worked.policy.title}`,
    returns,
    columns: ['Agency', 'Due', 'Received', 'Quality check', 'Chased'],
    rows: Array.from({ length: blankRows }, () => ({ agency: '', due: others.length === 0 ? (due ?? '') : '', received: '', qualityCheck: '', chased: '' })),
    checks: doing(CHECK),
    whenLate: doing(ACT_ON_LATE),
    given: givenDates(worked),
    assumed: [conventionLine(worked), ...chosenLines(worked)],
    document: documentLines(worked),
  };
}
