import { describe, expect, test } from 'vitest';
import type { TimetableInput } from '../../src/engine/types.ts';
import { caseText } from '../../src/export/text.ts';
import { setOf } from '../engine/sets.ts';
import { published, workedCase } from './cases.ts';

const INPUT: TimetableInput = { on: { 'referral-received': '2026-03-27', 'incident-known': '2026-03-26' }, facts: { 'child-died': 'yes', 'harm-in-area': 'unknown' }, asAt: '2026-04-01' };
const textOf = (policy: string, input: TimetableInput = INPUT) => caseText([workedCase(policy, input), workedCase('national', input)], { madeOn: '2026-04-01', edition: '0.1.0' });
/** The lines from one that begins so, as far as the next empty one. */
const partOf = (text: string, start: string) => text.split(`\n${start}`)[1]?.split('\n\n')[0] ?? '';

describe('a case in plain text', () => {
  test('says first what is next, and as at which day', () => {
    expect(textOf('wst').split('\n').slice(0, 2)).toEqual([
      'WST: DATES OF A CASE',
      'Next (as at Wednesday 1 April 2026): Share the details with the key partners by Friday 27 March 2026. That day has passed.',
    ]);
  });

  test('dates the document as precisely as it dates itself, in words', () => {
    expect(textOf('herefordshire')).toContain(', dated 17 June 2022. ');
    const dated = (day: string | null) => {
      const { policies, vocabulary } = published;
      const set = { vocabulary, policies: policies.map((policy) => ({ ...policy, source: { ...policy.source, dated: day } })) };
      return caseText([workedCase('wst', INPUT, set)], { madeOn: '2026-04-01', edition: '0.1.0' });
    };
    expect(dated('2022-06')).toContain(', dated June 2022. ');
    expect(dated(null)).toContain(', undated. ');
  });

  test('has each date under its day, with who, the document’s words and their place', () => {
    expect(partOf(textOf('west-midlands'), 'Tuesday 31 March 2026')).toBe(
      '\n- Send the scoping template and letter [Due by]\n  Who does it: not stated; told: all relevant agencies. “within 2 working days of receiving the referral” (4.3.3).\n  By Tuesday 31 March 2026, overdue by 1 working day.');
  });

  test('has every reading of a date in doubt, with why', () => {
    const part = partOf(textOf('wst'), 'Tuesday 7 April 2026');
    expect(part).toContain('- Return the scoping template [Work to]');
    expect(part).toContain('* By Tuesday 7 April 2026. The boxes before and after it are headed by days counted from the referral.');
    expect(part).toContain('* Projected, by Tuesday 7 April 2026 if its start comes as early as it may, by Thursday 9 April 2026 if as late. An agency can only begin');
  });

  test('says which day is the last where that is no working day', () => {
    expect(textOf('wst', { on: { 'rapid-review-meeting': '2026-04-16' } })).toContain('The last day under every reading is Saturday 18 April 2026, not a working day.');
  });

  test('keeps the national dates under a heading of their own, with what has not been read', () => {
    const [local = '', national = ''] = textOf('wst').split('NATIONAL BASELINE, BESIDE AND NOT MERGED');
    expect(local).not.toContain('Complete the rapid review and send it');
    expect(national).toContain('- Complete the rapid review and send it [Work to]');
    expect(national).toContain('Working Together to Safeguard Children 2026: ');
  });

  test('ends with what was given and what was assumed, and leaves out what is not known', () => {
    const text = textOf('wst', { ...INPUT, readings: { 'return-days': 'from-sending' }, decided: { 'decide-notification': 'met' } });
    expect(partOf(text, 'GIVEN').split('\n').slice(1)).toEqual([
      '- The referral was received: Friday 27 March 2026',
      '- The local authority became aware: Thursday 26 March 2026 (not used by WST)',
      '- The child died: yes',
      expect.stringMatching(/^- Decide whether the criteria are met: /),
      '- As at Wednesday 1 April 2026',
    ]);
    const assumed = partOf(text, 'ASSUMED');
    expect(assumed).toContain('- Where the document is silent, the day after the start is day 1 and a start on a non-working day stands.');
    expect(assumed).toMatch(/- WST: .*read so: An agency can only begin once it has the template/);
    expect(text).toContain('Worked out on Wednesday 1 April 2026, by the rules of version 0.1.0.');
  });

  test('names the other conventions where they were chosen', () => {
    const text = textOf('wst', { ...INPUT, conventions: { dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' } });
    expect(text).toContain('the day of the start is day 1 and a start on a non-working day counts as the next working day.');
  });

  test('says what does not fit together, and what someone must decide', () => {
    expect(textOf('west-midlands', { on: { 'referral-received': '2026-03-27', 'send-scoping': '2026-03-20' } })).toMatch(/These do not fit together:\n- .*before/);
    const set = setOf(`steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, limits: { asWritten: on the second day, exactly: 2, from: start, doubt: ambiguous, readings: [{ id: calendar, unit: calendar-day, because: A. }, { id: working, unit: working-day, because: B. }] } }
`);
    const text = caseText([workedCase('p', { on: { start: '2026-03-27' } }, set)], { madeOn: '2026-03-27' });
    expect(text).toContain('- S [Someone must decide; earliest last day]');
    expect(text).toContain('No day suits all of these, so someone must decide');
    expect(text).not.toContain('version');
  });

  test('of nothing yet says so', () => {
    const text = textOf('west-midlands', { on: {} });
    expect(partOf(text, 'GIVEN')).toContain('Nothing yet.');
    expect(text).toContain('- Send the scoping template and letter (if it applies): Waiting for “The referral was received”.');
  });

  test('has no empty reading, no stray space and no gap of two lines, for any document', () => {
    for (const { id } of published.policies) {
      const text = caseText([workedCase(id, INPUT)], { madeOn: '2026-04-01', link: 'https://example.org/#v=1' });
      expect(text, id).not.toMatch(/[ \t]\n|\n\n\n|\* *\n|\.\.|undefined|null/);
      expect(text.endsWith('The case again: https://example.org/#v=1\n')).toBe(true);
    }
  });
});
