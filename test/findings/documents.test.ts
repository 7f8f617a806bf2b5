/**
 * What the five documents leave open or get wrong, as a careful reader lists it: each comes out of the rules as a finding,
 * or stands there as a doubt with its readings. None is typed anywhere.
 */
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../src/calendar/iso-date.ts';
import { doubtsOf } from '../../src/policy/doubts.ts';
import { findingsOf } from '../../src/findings/findings.ts';
import type { Finding, FindingKind } from '../../src/findings/finding.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const set = loadPolicySet('policies').set!;
const findings = findingsOf(set, null, { asAt: '2026-06-01' });

interface Listed {
  what: string;
  kind?: FindingKind;
  /** What the finding stands on, or where it is: one of its rules, or words of its statement. */
  on?: string;
  /** A doubt that stands with its readings instead, by its address. */
  doubt?: string;
  says?: RegExp;
}

const LISTED: Record<string, Listed[]> = {
  wst: [
    { what: 'no limit for the notification', kind: 'limit-missing', on: 'notify-panel' },
    { what: 'nobody named as deciding', kind: 'actor-not-stated', on: 'decide-notification' },
    { what: 'nobody named as notifying', kind: 'actor-not-stated', on: 'notify-panel' },
    { what: 'the criteria for the notification invoked and not listed', kind: 'test-not-listed', on: 'notification-criteria' },
    { what: 'the criteria for the review invoked and not listed', kind: 'test-not-listed', on: 'review-criteria' },
    { what: 'no branch for criteria that are not met', kind: 'no-not-met', on: 'decide-notification' },
    { what: 'the return has no start', kind: 'start-not-stated', on: 'return-days' },
    { what: 'counted from sending, the return leaves no reading time', kind: 'no-slack', on: 'rapid-review-meeting/limit' },
    { what: 'two days of the meeting without "working", where the regional guidance has it', kind: 'unit-not-stated', on: 'days-after-meeting', says: /West Midlands says working days/ },
    { what: 'whether that limit covers telling the agencies', kind: 'two-readings', on: 'tell-outcome/limit' },
    { what: 'key partners are the health board and the police only', kind: 'members-differ', on: 'safeguarding-partners', says: /also has the local authority/ },
    { what: 'the number 15 never appears', kind: 'limit-missing', on: 'report-to-panel', says: /no overall limit.*15 working days/ },
    { what: 'WST and WMP are never spelt out', kind: 'abbreviation-unexplained', says: /WST.*WMP|WMP.*WST/ },
    { what: 'the area is not stated', kind: 'area-not-stated' },
    { what: 'no date', kind: 'document-undated' },
    { what: 'the arrows are lost', kind: 'missing-appendix', says: /arrows/ },
    { what: 'a meeting that decides and agrees a recommendation', kind: 'recommends-then-decides', on: 'agree-recommendation' },
    { what: 'who must be present', kind: 'quorum-undefined' },
  ],
  herefordshire: [
    { what: 'two clocks: the intention, and the submission', kind: 'start-not-stated', on: 'opening-day' },
    { what: 'the notification may be sent days after the Day 1 that waits for it', kind: 'day-and-duration', on: 'open-review/limit' },
    { what: 'counted from the submission, the returns come after the meeting may be held', kind: 'before-need', on: 'rapid-review-meeting/limit' },
    { what: '5 days from the incident: another start than the baseline', kind: 'limit-differs', on: 'notify-panel/limit' },
    { what: '5 days from the incident: no unit', kind: 'unit-not-stated', on: 'notify-panel/limit' },
    { what: 'the 15 days have no unit, and calendar days break on the document’s own order', kind: 'unit-not-stated', on: 'review-days', says: /rules one of the two out/ },
    { what: 'exclusive counting leaves no slack at Day 6', kind: 'no-slack', on: 'collate-returns/limit' },
    { what: 'returns that come on their last day come after the checks', kind: 'day-and-duration', on: 'check-returns/limit' },
    { what: 'no criteria', kind: 'test-not-listed', on: 'notification-criteria' },
    { what: 'no criteria of the review', kind: 'test-not-listed', on: 'review-criteria' },
    { what: 'no quorum', kind: 'quorum-undefined' },
    { what: 'no decision options', kind: 'step-missing', says: /decide whether to hold a practice review/ },
    { what: 'no branch for criteria that are not met', kind: 'no-not-met', on: 'decide-notification' },
    { what: 'a final check before the report is updated again', kind: 'checked-then-changed', on: 'approve-report' },
    { what: 'three different "final" quality checks', kind: 'one-word-two-things', on: 'check-returns', says: /three things/ },
    { what: 'cites Working Together 2018', kind: 'superseded-guidance', on: 'working-together-2018' },
    { what: 'the review date has passed', kind: 'review-date-passed' },
    { what: 'minutes in 24 hours', kind: 'ends-on-day-off', on: 'circulate-minutes/limit' },
    { what: 'the forms and lists are not attached', kind: 'missing-appendix' },
  ],
  'pan-bedfordshire': [
    { what: 'a decision on working day 10 for a notification due on working day 5', kind: 'decision-after-deadline', on: 'notify-panel/limit', says: /5 working days after/ },
    { what: '15 days of the original notification: no unit', kind: 'unit-not-stated', on: 'original-notification' },
    { what: '15 days of the original notification: no certain start', kind: 'start-not-stated', on: 'original-notification' },
    { what: 'the Panel’s reply: of the notification or of the report', kind: 'start-not-stated', on: 'panel-reply/first-path' },
    { what: 'the next 10 working days have no start', kind: 'start-not-stated', on: 'next-ten-days' },
    { what: 'the second path ends in a notification with no limit', kind: 'limit-missing', on: 'notify-panel-with-report' },
    { what: 'an undefined chair', kind: 'quorum-undefined', on: 'decide-review/quorum' },
    { what: 'an undefined chair on the second path', kind: 'quorum-undefined', on: 'decide-after-information/quorum' },
    { what: 'a non-serious route that leads nowhere', kind: 'path-without-outcome', on: 'notify-learning-case' },
    { what: 'the 72-hour report', doubt: 'submit-72-hour-report/limit' },
    { what: 'the 30-day report', kind: 'unit-not-stated', on: 'share-30-day-report/limit' },
    { what: 'the 60-day report', kind: 'unit-not-stated', on: 'share-60-day-report/limit' },
    { what: 'outcome boxes whose arrows are lost', kind: 'path-without-outcome', on: 'decide-review/no-practice-review' },
    { what: 'what follows the Panel’s reply', doubt: 'panel-reply' },
    { what: 'an audit that nothing follows', kind: 'outcome-without-path', on: 'recommend-next/audit' },
    { what: 'BBC is not spelt out', kind: 'abbreviation-unexplained', says: /BBC/ },
    { what: 'one word for what goes to the unit and what goes to the Panel', kind: 'one-word-two-things', says: /Notification/ },
    { what: 'the CCG', kind: 'superseded-body', on: 'clinical-commissioning-group' },
    { what: 'the Safeguarding Children Board', kind: 'superseded-body', on: 'safeguarding-children-board' },
    { what: 'undated', kind: 'document-undated' },
  ],
  kscp: [
    { what: 'two different tests', kind: 'tests-differ', on: 'notifiable-incident' },
    { what: 'the partnership, not the local authority, notifies', kind: 'other-body-duty', on: 'notify-panel' },
    { what: 'no limit for the notification', kind: 'limit-missing', on: 'notify-panel' },
    { what: 'the numbered days have no unit', kind: 'unit-not-stated', on: 'process-days' },
    { what: 'day 1 has no start', kind: 'start-not-stated', on: 'process-days' },
    { what: 'within 5 days: no unit', kind: 'unit-not-stated', on: 'return-scoping/limit' },
    { what: 'within 5 days: no start', kind: 'start-not-stated', on: 'return-scoping/limit' },
    { what: 'the 15 working days hold only if a local review goes ahead', kind: 'limit-conditional', on: 'tell-of-local-review' },
    { what: 'the group recommends, and is said to have determined', kind: 'recommends-then-decides', on: 'decide-review' },
    { what: '"the panel" means two bodies', kind: 'one-word-two-things', says: /“the panel”/ },
    { what: 'board and partnership in two versions of one sentence', kind: 'two-readings', on: 'report-notifiable-incident' },
    { what: 'board and partnership side by side', kind: 'two-words-one-thing', on: 'safeguarding-children-board' },
    { what: 'education among those who must be present', kind: 'members-differ', says: /education/ },
    { what: 'KSCP is not spelt out', kind: 'abbreviation-unexplained', says: /KSCP/ },
    { what: 'no branch for criteria that are not met', kind: 'no-not-met', on: 'triage' },
    { what: 'a rapid review that no notification comes before', kind: 'before-need', on: 'decide-rapid-review' },
    { what: 'serious case review', kind: 'superseded-word', on: 'serious-case-review' },
    { what: 'one list for the notification and for the review', kind: 'one-test-two-questions' },
    { what: 'undated', kind: 'document-undated' },
  ],
  'west-midlands': [
    { what: 'one day between awareness and referral makes the permitted path late', kind: 'negative-slack', on: 'report-to-panel/overall', says: /1 working day after the local authority became aware/ },
    { what: 'the duty drops "abuse or neglect known or suspected"', kind: 'test-wider', on: 'panel-notification' },
    { what: 'a rapid review without a notification', kind: 'before-need', on: 'start-rapid-review' },
    { what: 'the return has no start', kind: 'start-not-stated', on: 'return-scoping/limit' },
    { what: 'the duty to notify has no time', kind: 'limit-missing', on: 'notify-panel' },
    { what: 'to whom the notification goes', kind: 'two-readings', on: 'notify-panel' },
    { what: 'the CCG', kind: 'superseded-body', on: 'clinical-commissioning-group' },
    { what: 'the flow chart and the documents are not in the extract', kind: 'missing-appendix', says: /flow chart/ },
    { what: 'undated', kind: 'document-undated' },
  ],
};

const isAbout = ({ rules, statement }: Finding, { on, says }: Listed): boolean => (on === undefined || rules.includes(on)) && (says === undefined || says.test(statement));

describe.each(Object.entries(LISTED))('%s', (policy, listed) => {
  it.each(listed.filter(({ kind }) => kind !== undefined))('$what: $kind', (one) => {
    expect(findings.filter((finding) => finding.policy === policy && finding.kind === one.kind && isAbout(finding, one)).map(({ id }) => id)).not.toEqual([]);
  });

  it.each(listed.filter(({ doubt }) => doubt !== undefined))('$what: a doubt with its readings', ({ doubt }) => {
    const found = doubtsOf(set.policies.find(({ id }) => id === policy)!).find(({ address }) => address === doubt);
    expect(found?.readings.length).toBeGreaterThan(1);
    expect(findings.some((finding) => finding.policy === policy && finding.rules.includes(doubt!))).toBe(true);
  });
});

describe('the cases that tell two tests apart', () => {
  it('are a looked-after child and a child in a regulated setting with no abuse suspected, for KSCP', () => {
    const text = findings.find(({ kind, policy }) => kind === 'tests-differ' && policy === 'kscp')!.example.text;
    expect(text).toContain('“The child was looked after” and not “Abuse or neglect is known or suspected”');
    expect(text).toContain('“The child was in a regulated setting or service” and not “Abuse or neglect is known or suspected”');
  });
});

describe('two limits that collide', () => {
  it('stand side by side as counts: of West Midlands 13 and 2 working days, and 15', () => {
    const { counts } = findings.find(({ kind, policy }) => kind === 'negative-slack' && policy === 'west-midlands')!.example;
    expect(counts!.map(({ counted }) => counted.length)).toEqual([13, 2, 15]);
    const [meeting, report, overall] = counts!;
    // Becoming aware one working day before the referral is all it takes.
    expect(dayNumber(meeting!.from) - dayNumber(overall!.from)).toBe(1);
    expect(report!.from).toBe(meeting!.end);
    expect(report!.end > overall!.end).toBe(true);
  });

  it('are, of Pan Bedfordshire, 5 and 5 working days, and 5', () => {
    const { counts } = findings.find(({ kind, policy }) => kind === 'decision-after-deadline' && policy === 'pan-bedfordshire')!.example;
    expect(counts!.map(({ counted }) => counted.length)).toEqual([5, 5, 5]);
  });
});

describe('all findings', () => {
  it('have an id and an anchor of their own, and say what they are', () => {
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    for (const { id, where, statement, example, ask } of findings) {
      expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(where).toMatch(/^#(?:step|test|doubt|finding)-[a-z0-9-]+$/);
      for (const text of [statement, example.text, ask]) expect(text, id).toMatch(/^[A-Z“0-9].*[.?”:)]$/s);
      expect([statement, example.text, ask].join(' '), id).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  it('cite the document, unless they are of the document as a whole', () => {
    const whole: FindingKind[] = ['review-date-passed', 'document-undated', 'area-not-stated', 'missing-appendix', 'step-missing'];
    for (const { id, kind, cites } of findings) expect(cites.length > 0, id).toBe(!whole.includes(kind));
  });

  it('come most serious first in each document', () => {
    const weights = ['late-or-unnotified', 'confusing', 'housekeeping'];
    for (const { id } of set.policies) {
      const own = findings.filter(({ policy }) => policy === id).map(({ weight }) => weights.indexOf(weight));
      expect(own).toEqual([...own].sort());
    }
  });
});

describe('what a finding says of a document', () => {
  const of = (policy: string, kind: FindingKind, about: RegExp) => findings.find((one) => one.policy === policy && one.kind === kind && about.test(one.statement))!;

  it('sets a wider test against every national one, so that its example is no case of section 16C', () => {
    // Stage 1 adds children in a regulated setting, whether or not abuse is suspected.
    const { example } = of('kscp', 'test-wider', /A notifiable incident/);
    expect(example.case!.facts).toEqual({ 'child-died': 'yes', 'in-regulated-setting': 'yes', 'abuse-or-neglect-known-or-suspected': 'no', 'looked-after-child': 'no' });
    expect(example.text).toMatch(/: such a case meets this document’s test and no national test\.$/);
  });

  it('takes health for the health board, and quotes each name by itself', () => {
    expect(of('kscp', 'members-differ', /safeguarding partners/).statement).toMatch(/^The document lists these as “safeguarding partners” or “key partners”: .* The national list does not have education\.$/);
  });

  it('quotes nothing of what is missing: its words are not the document’s', () => {
    const { statement, example, ask } = of('west-midlands', 'missing-appendix', /flow chart/);
    expect([statement, example.text, ask].join(' ')).not.toMatch(/[“”]/);
    expect(statement).toContain('without it: the flow chart of key stages and timescales that 4.2.2 places at the end of the section; Documents 1 to 5');
  });

  it('does not call the local authority left out of a message that it sends', () => {
    expect(of('wst', 'members-differ', /Key Partners/).example.text).toBe('The local authority writes to the “Key Partners” itself, and whether it counts as one of them is not said.');
  });

  it('quotes the word of each place beside what it stands for, where they differ by an article', () => {
    // 4.4.1 has "this Group", 4.6.2 "the Group".
    const { statement, example } = of('west-midlands', 'one-word-two-things', /Group/);
    expect(statement).toBe('“this Group” (case review group) and “the Group” (rapid review group) differ by a small word alone.');
    expect(example.text).toBe('Read alone, a sentence with “this Group” or “the Group” does not say which of them is meant.');
  });

  it('gives of a limit in doubt every start, every kind of day, and the end of every reading', () => {
    const { statement, example, weight } = of('kscp', 'limit-differs', /Write to the national Panel/);
    expect(statement).toContain('“Day12”, in working days or calendar days, counted from when “Triage the case against the criteria” is done or the referral was received');
    // Day 1 is the start itself, Thursday 8 or Monday 12: in calendar days Monday 19 or Friday 23, in working days Friday 23 or Tuesday 27.
    expect(example.text).toContain('By its readings, “Day12” ends on Monday 19 January 2026, Friday 23 January 2026 or Tuesday 27 January 2026. The national limit ends on Monday 26 January 2026.');
    // By one of them it is later than the national limit.
    expect(weight).toBe('late-or-unnotified');
  });

  it('leaves out of a limit in doubt the reading that the document rules out', () => {
    // Day 6 rules the calendar days out: Day 15 is the fifteenth working day from Thursday 8 January on.
    expect(of('herefordshire', 'limit-differs', /File the report/).example.text).toContain('“Day 13 - 15” ends on Wednesday 28 January 2026. The national');
  });

  it('asks of a limit on one and the same day which day that is, and counts nothing from it', () => {
    // Key partners answer on the day of the referral, or on the day of the message to them.
    const { statement, example, ask } = of('wst', 'start-not-stated', /the same day/);
    expect(statement).toContain('“the same day” for “Answer the message” can mean more than one day: ');
    expect(example.text).toContain('due by Monday 5 January 2026 if it is the day of the first and by Wednesday 7 January 2026 if it is the day of the second.');
    expect(ask).toBe('Which day is meant by “the same day” for “Answer the message”?');
  });

  it('gives each of those who may decide an article of its own', () => {
    const { statement, ask } = of('kscp', 'recommends-then-decides', /Rapid Review Group/);
    expect(statement).toContain('the decision is for the chair of the local safeguarding children partnership or the safeguarding partners.');
    expect(ask).toContain(': the chair of the local safeguarding children partnership, the safeguarding partners or the Rapid Review Group?');
  });

  it('puts what comes first before what it comes before', () => {
    expect(of('kscp', 'before-need', /Decide to undertake/).statement).toContain('nothing puts “Notify the national Panel” before it.');
  });

  it('asks of an amount in doubt no more than its readings leave open', () => {
    // A time or none; one day of the numbering or another; none, or one of two times.
    const asks = ['wst/Upon notification', 'herefordshire/Day 9 - 12', 'pan-bedfordshire/72 hr report'].map((one) => one.split('/') as [string, string]).map(([policy, words]) => of(policy, 'two-readings', new RegExp(words)));
    expect(asks.map(({ ask }) => ask.slice(ask.indexOf(': ') + 2))).toEqual(['is it a limit?', 'how long is it?', 'is it a limit, and how long is it?']);
    expect(asks[1]!.statement).toContain(': the document leaves open how long it is. (1)');
  });

  it('gives in an example each start that a reading counts from, and calls two times two times and not two starts', () => {
    expect(findings.some(({ policy, kind, rules }) => policy === 'pan-bedfordshire' && kind === 'start-not-stated' && rules.some((rule) => rule.startsWith('submit-72-hour-report')))).toBe(false);
    // 72 hours from Monday 5 January; five working days from Wednesday 7.
    expect(of('pan-bedfordshire', 'two-readings', /72 hr report/).example.text).toMatch(/by reading 1 it has no last day, by reading 2 it is due by Thursday 8 January 2026 and by reading 3 it is due by Wednesday 14 January 2026/);
  });
});
