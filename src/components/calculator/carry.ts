/** Makes what is taken away of a case. It is fetched when the first thing is asked for. */
import type { IsoDate } from '../../calendar/iso-date.ts';
import { doubtsOf } from '../../policy/doubts.ts';
import {
  actorName, actorWithSuccessor, capital, conventionTexts, countOf, datedPhrase, joined, limitText, openConditionText, outcomeText, placeText, uncapital, unreadGuidance, whoText,
} from '../../engine/words.ts';
import { meetingSheet } from '../../export/meeting-sheet.ts';
import { returnsSheet } from '../../export/returns-sheet.ts';
import { caseText } from '../../export/text.ts';
import { timetableCsv } from '../../export/timetable-csv.ts';
import type { WorkedCase } from '../../export/worked-case.ts';
import type { Policy, Vocabulary } from '../../policy/model.ts';
import { download } from '../download.ts';
import type { Drawn } from '../draw/node.ts';
import type { Answer, Worked } from './answer.ts';
import type { RulesInUse } from './case.ts';
import { drawMeetingSheet, drawReturnsSheet } from './sheets.ts';

export type SheetKind = 'meeting-sheet' | 'returns-sheet';

const words = { actorName, actorWithSuccessor, capital, conventionTexts, countOf, datedPhrase, joined, limitText, openConditionText, outcomeText, placeText, uncapital, unreadGuidance, whoText };

/** The case under the chosen policy, and under the baseline where that stands beside it. */
function casesOf({ local, national }: Answer, rules: RulesInUse): { local: WorkedCase; beside: WorkedCase | null } {
  const of = (policy: Policy, { timetable, judgement }: Worked, vocabulary: Vocabulary): WorkedCase =>
    ({ policy, vocabulary, timetable, judgement, switches: doubtsOf(policy), words });
  const beside = national === null || rules.national === null ? null : of(rules.national, national, rules.vocabulary);
  return { local: of(rules.policy, local, rules.vocabulary), beside };
}

/** What came of it, and text that is to be copied. */
interface Carried { said: string; toCopy: string | null }

/**
 * Makes what was asked for: a file goes to the downloads, a text is given to be copied.
 *
 * @param caseKey what tells the case's entries in a calendar from another's
 * @param everyReading in the calendar file, an entry for each reading of a limit in doubt
 */
export async function carry(
  what: 'calendar-file' | 'csv' | 'copy-text', answer: Answer, rules: RulesInUse,
  { today, edition, caseKey, everyReading }: { today: IsoDate; edition: string; caseKey: string; everyReading: boolean },
): Promise<Carried> {
  const { local, beside } = casesOf(answer, rules);
  const cases = beside === null ? [local] : [local, beside];
  const said = (text: string): Carried => ({ said: text, toCopy: null });
  if (what === 'copy-text') return { said: 'The timetable is copied as text.', toCopy: caseText(cases, { madeOn: today, edition }) };
  if (what === 'csv') {
    download(`${rules.policy.id}-dates.csv`, 'text/csv', timetableCsv(cases, { byteOrderMark: true }));
    return said('The table is in your downloads.');
  }
  const { calendarFile } = await import('../../export/calendar-file.ts');
  const now = new Date();
  const { text, entries } = calendarFile(cases, {
    caseKey, sequence: Math.floor(now.getTime() / 60_000), stamp: now.toISOString(), readings: everyReading ? 'all' : 'safe',
  });
  if (entries === 0) return said('No calendar file was made: nothing has a date yet.');
  download(`${rules.policy.id}-dates.ics`, 'text/calendar', text);
  return said(`A calendar file with ${entries} ${entries === 1 ? 'entry' : 'entries'} is in your downloads.`);
}

/** A sheet to print and write on. */
export function sheetOf(kind: SheetKind, answer: Answer, rules: RulesInUse): Drawn {
  const { local, beside } = casesOf(answer, rules);
  return kind === 'returns-sheet' ? drawReturnsSheet(returnsSheet(local)) : drawMeetingSheet(meetingSheet(local, beside));
}
