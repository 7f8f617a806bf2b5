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

/** The case as text to paste. */
export function textOf(answer: Answer, rules: RulesInUse, madeOn: IsoDate, edition: string): string {
  return caseText(both(answer, rules), { madeOn, edition });
}

/** The case as a table. */
export function csvOf(answer: Answer, rules: RulesInUse): string {
  return timetableCsv(both(answer, rules), { byteOrderMark: true });
}

/** The case as a calendar file; what writes it is fetched now. */
export async function calendarOf(
  answer: Answer, rules: RulesInUse, { caseKey, now, everyReading }: { caseKey: string; now: Date; everyReading: boolean },
): Promise<{ text: string; entries: number }> {
  const { calendarFile } = await import('../../export/calendar-file.ts');
  return calendarFile(both(answer, rules), {
    caseKey, sequence: Math.floor(now.getTime() / 60_000), stamp: now.toISOString(), readings: everyReading ? 'all' : 'safe',
  });
}

/** A sheet to print and write on. */
export function sheetOf(kind: SheetKind, answer: Answer, rules: RulesInUse): Drawn {
  const { local, beside } = casesOf(answer, rules);
  return kind === 'returns-sheet' ? drawReturnsSheet(returnsSheet(local)) : drawMeetingSheet(meetingSheet(local, beside));
}

function both(answer: Answer, rules: RulesInUse): WorkedCase[] {
  const { local, beside } = casesOf(answer, rules);
  return beside === null ? [local] : [local, beside];
}
