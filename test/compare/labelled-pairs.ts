/**
 * Pairs of cells that a person labelled with the documents open and before any cell had been computed. Where a label and
 * a cell disagree, one of them is wrong: look the place up, and mend the wrong side.
 */

export interface LabelledPair {
  dimension: string;
  pair: readonly [string, string];
  /** `unseen`: one of them is an extract that does not reach so far, so that nothing can be said. */
  label: 'same' | 'different' | 'unseen';
  /** What the two documents say there. */
  because: string;
}

const same = (dimension: string, one: string, other: string, because: string): LabelledPair => ({ dimension, pair: [one, other], label: 'same', because });
const different = (dimension: string, one: string, other: string, because: string): LabelledPair => ({ dimension, pair: [one, other], label: 'different', because });

const unseen = (dimension: string, one: string, other: string, because: string): LabelledPair => ({ dimension, pair: [one, other], label: 'unseen', because });

const WM = 'west-midlands';
const WST = 'wst';
const HF = 'herefordshire';
const PB = 'pan-bedfordshire';
const KSCP = 'kscp';
const NATIONAL = 'national';

export const labelledPairs: readonly LabelledPair[] = [
  // the documents
  same('document-date', WST, PB, 'neither flowchart bears a date'),
  different('document-date', HF, WST, '17 June 2022; no date'),
  different('document-review-date', HF, WM, 'June 2023; none'),
  same('document-form', WST, PB, 'both are flowcharts'),
  same('document-form', WM, KSCP, 'both are text'),
  different('document-form', WM, WST, 'text; flowchart'),
  different('guidance-cited', HF, WST, 'Working Together 2018; none is named'),
  different('superseded-words', WST, WM, 'ICB, which still stands; CCG'),
  different('superseded-words', WM, PB, 'CCG; CCG and Safeguarding Children Board'),
  same('day-count', WM, WST, 'neither shows whether the first day counts'),
  different('day-count', HF, WST, 'Day 1 is the day of receipt; not shown'),

  // raising
  different('learning-route', PB, WST, 'a form for a case that is not serious; nothing'),
  same('learning-route', WST, HF, 'neither has one'),

  // notification
  different('notification-test', WM, NATIONAL, 'the region leaves out that abuse or neglect is known or suspected'),
  different('notification-test', PB, NATIONAL, 'the chart leaves out where it happened'),
  same('notification-test', KSCP, NATIONAL, 'the test for the Panel in Stage 2 has the two limbs of the Act'),
  different('notification-test', PB, KSCP, 'no area; in the area, or resident there and outside England'),
  same('notification-test', WST, HF, 'both speak of criteria and list none'),
  same('serious-harm', WST, HF, 'neither says what it is'),
  different('notification-decider', PB, HF, 'the three partners; children’s social care'),
  different('notification-decision-limit', WST, PB, 'the same day; 5 working days from being told'),
  same('notification-not-met', WST, HF, 'neither has a branch for it'),
  different('notification-not-met', WST, PB, 'no branch; a second path of its own'),
  same('notifier', WM, PB, 'the local authority'),
  different('notifier', KSCP, WM, 'the partnership; the local authority'),
  different('notifier', WST, WM, 'nobody is named; the local authority'),
  same('notification-limit', WM, WST, 'neither gives one'),
  different('notification-limit', HF, PB, 'days; working days'),
  different('notification-limit', PB, NATIONAL, 'from the incident; from becoming aware of it'),
  different('notification-limit', KSCP, NATIONAL, 'the limit in Stage 1 is for Ofsted and the partnership, none is given for the Panel; 5 working days'),
  same('notification-start', HF, PB, 'both count from the incident'),
  different('notification-start', PB, NATIONAL, 'the incident; awareness'),
  different('partnership-limit', KSCP, NATIONAL, 'promptly, and 5 working days; 5 working days'),
  different('partnership-limit', KSCP, WM, '5 working days; none'),
  same('partnership-limit', WST, PB, 'neither speaks of it'),
  different('ofsted-limit', KSCP, NATIONAL, '5 working days; none'),
  same('ofsted-limit', WM, NATIONAL, 'told of the death of a looked-after child, without a limit'),
  different('ofsted', WM, PB, 'told of the death of a looked-after child; not mentioned'),
  same('ofsted', WST, PB, 'neither mentions it'),
  different('secretary-of-state', WM, KSCP, 'told of the death of a looked-after child; not mentioned'),
  different('looked-after-child', WM, WST, 'a duty of its own; not mentioned'),
  same('looked-after-child', WST, PB, 'neither mentions one'),
  unseen('regulated-setting', KSCP, WM, 'one of four limbs; nothing in the part of the text that was read'),
  same('regulated-setting', PB, HF, 'neither mentions one'),
  different('care-leaver', WST, NATIONAL, 'not mentioned; should be notified'),
  same('care-leaver', WST, PB, 'neither mentions one'),

  // scoping and papers
  same('scoping-sent', WM, WST, 'within 2 working days of the referral'),
  different('scoping-sent', WST, KSCP, 'within 2 working days of the referral; on Day 2 of an unknown start and unit'),
  same('scoping-returned', WM, WST, 'within 5 working days, and neither says of what'),
  different('scoping-returned', WST, KSCP, '5 working days; 5 days'),
  different('scoping-returned', KSCP, PB, '5 days of an unknown start; 5 working days of the request'),
  same('late-return', WST, PB, 'neither says what is done'),
  different('secure-records', WM, WST, 'files are taken to a secure place; nothing'),
  same('secure-records', WST, HF, 'neither speaks of it'),
  different('nhs-reports', PB, WST, '72 hours, 30 and 60 days; nothing'),
  same('nhs-reports', WST, KSCP, 'neither speaks of them'),
  different('papers-circulated', WM, HF, 'in advance where possible; on Day 6'),

  // the meeting
  same('meeting-limit', WM, WST, '7 to 13 working days from the referral'),
  different('meeting-limit', WST, HF, '7 to 13 working days from the referral; Day 7 or 8 from hearing of the intention'),
  different('meeting-limit', HF, KSCP, 'Day 7 or 8; Day 10'),
  different('quorum', WM, PB, 'the three partners; the three and a chair'),
  different('quorum', KSCP, WM, 'education too'),
  same('quorum', WST, HF, 'neither gives one'),
  same('immediate-action', WM, WST, 'both ask at the meeting whether anything must be done at once'),
  same('immediate-action', WM, KSCP, 'the same words, among the aims'),
  same('immediate-action', PB, KSCP, 'the same words, among the aims'),
  different('immediate-action', WST, HF, 'agreed at the meeting; not mentioned'),

  // the decision
  same('practice-review-test', WST, PB, 'criteria are named and not listed'),
  different('decision-options', WM, WST, 'a review, another form of review, or learning with no review; the first two only'),
  different('decision-options', KSCP, PB, 'five; review or none'),
  different('executive-sign-off', HF, WST, 'the directors may be shown the findings first; nothing'),
  same('executive-sign-off', WST, PB, 'neither has one'),
  different('review-decider', KSCP, PB, 'the chair of the partnership; the three partners and the chair'),

  // the report and after
  different('reporter', HF, KSCP, 'the partnership manager; the chair of the partnership'),
  different('reporter', WM, WST, 'the safeguarding partners; nobody is named'),
  different('report-limit', WM, WST, '2 working days from the meeting and 15 in all; 2 days from the meeting'),
  different('report-limit', HF, WST, 'by Day 15; within 2 days of the meeting'),
  different('report-limit', WST, PB, '2 days from the meeting; 15 days from the original notification'),
  different('report-start', HF, KSCP, 'hearing of the intention; being notified'),
  same('outcome-told', WM, WST, 'the agencies, the one that referred among them'),
  different('outcome-told', WST, PB, 'the agencies; nobody'),
  different('outcome-told-limit', WM, WST, 'no limit; perhaps the 2 days of the report'),
  different('panel-reply', PB, KSCP, '15 working days; not said'),
  // Labelled "same" at first, as if neither said when it comes: the heading over the sentence was overlooked.
  different('panel-reply', WST, HF, 'not mentioned; under the heading Day 13 - 15, which may be meant as a time'),
  same('publication', WST, HF, 'neither speaks of it'),
  different('publication', WST, NATIONAL, 'not mentioned; 6 months'),
  different('minutes', HF, WST, 'within 24 hours; not mentioned'),
  different('log', HF, KSCP, 'a daily log; none'),
  same('log', WST, PB, 'neither speaks of one'),
  different('filing', HF, WST, 'a folder of a set shape; nothing'),
];
