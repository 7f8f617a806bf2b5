import { describe, expect, it } from 'vitest';
import { compareRows, type Cell } from '../../src/compare/cells.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const { set } = loadPolicySet('policies');
const ids = set!.policies.map(({ id }) => id);
const rows = compareRows(set!, ids);
const cell = (dimension: string, policy: string): Cell => rows.find((row) => row.dimension === dimension)!.cells.find((one) => one.policy === policy)!;
const same = (dimension: string, ...policies: string[]) => compareRows(set!, policies).find((row) => row.dimension === dimension)!.same;

describe('the rows of a comparison', () => {
  it('are the dimensions of the vocabulary, in its order', () => {
    expect(rows.map(({ dimension }) => dimension)).toEqual(set!.vocabulary.dimensions.map(({ id }) => id));
  });

  it('have a cell for each policy, in the order asked for', () => {
    expect(compareRows(set!, ['wst', 'kscp'])[0]!.cells.map(({ policy }) => policy)).toEqual(['wst', 'kscp']);
  });

  it('cannot be made for a policy that is not there', () => {
    expect(() => compareRows(set!, ['wts'])).toThrow(RangeError);
  });

  it('give a place for every cell that states something, unless it is the document as a whole', () => {
    const ofDocument = set!.vocabulary.dimensions.filter(({ select }) => select.by === 'policy' && select.show.startsWith('source.')).map(({ id }) => id);
    for (const { dimension, cells } of rows) {
      if (ofDocument.includes(dimension)) continue;
      for (const { policy, parts } of cells) for (const { cites } of parts) expect(cites.length, `${dimension} of ${policy}`).toBeGreaterThan(0);
    }
  });
});

describe('a cell', () => {
  it('never takes silence for no', () => {
    for (const policy of ['west-midlands', 'wst']) expect(cell('notification-limit', policy)).toMatchObject({ status: 'not-stated', text: '', inDoubt: false });
    expect(cell('regulated-setting', 'west-midlands').status).toBe('not-in-extract');
    expect(cell('superseded-words', 'wst').status).toBe('none');
  });

  it('names behind a part of an agency the agency, since the act is in law the agency’s', () => {
    expect(cell('notifier', 'herefordshire').text).toBe('Children\'s Social Care (part of the local authority)');
    expect(cell('notifier', 'west-midlands').text).toBe('Local authority');
  });

  it('has the days that KSCP gives for telling Ofsted and the partnership, beside those of the baseline', () => {
    for (const row of ['partnership-limit', 'ofsted-limit']) expect(cell(row, 'kscp').text).toContain('within 5 working days after the local authority became aware');
    expect(cell('partnership-limit', 'national').text).toBe('within 5 working days after the local authority became aware');
  });

  it('parts the condition of one reading from that of another', () => {
    // "Inform of a local review": one outcome is called a local practice review, and two more can be called local reviews.
    const phrases = cell('report-limit', 'kscp').text.split('; or, read otherwise, if ');
    expect(phrases).toHaveLength(2);
    for (const phrase of phrases) expect(phrase).toContain('at “Decide how to progress the case”: local practice review (independent author)');
  });

  it('says of a document that shows no way of counting that it does not state one', () => {
    for (const policy of ['pan-bedfordshire', 'west-midlands', 'wst', 'national']) expect(cell('day-count', policy)).toMatchObject({ status: 'not-stated', text: '' });
  });

  it('gives the place that was read where the file says that it is silent', () => {
    expect(cell('notification-limit', 'west-midlands').cites.map(({ at }) => at)).toEqual(['4.1.2']);
  });

  it('says what readings share once, and that they differ', () => {
    expect(cell('report-limit', 'wst')).toMatchObject({ inDoubt: true, text: 'within 2 calendar or working days after the step “Hold the rapid review meeting”' });
    expect(cell('scoping-returned', 'kscp').text).toBe('within 5 working or calendar days after the step “Circulate the case summary document” or after the referral was received');
  });

  it('keeps a reading under which there is no limit', () => {
    expect(cell('outcome-told-limit', 'wst').text).toMatch(/, or no limit$/);
  });

  it('leaves out a reading that the document refutes', () => {
    expect(cell('meeting-limit', 'herefordshire')).toMatchObject({ inDoubt: false, text: 'Day 7 to 8, counted from the day the intention to notify was received' });
  });

  it('names the step where several steps say different things, and the one that gives no limit', () => {
    expect(cell('notification-limit', 'pan-bedfordshire').parts.map(({ text }) => text)).toEqual([
      'Notify the national Panel: within 5 working days after the incident happened',
      'Notify the Panel, with the report: no limit is stated',
    ]);
  });

  it('says under which decision a step is taken', () => {
    expect(cell('report-limit', 'kscp').text).toMatch(/within 15 working days .*, if at “Decide how to progress the case”: local practice review/);
  });

  it('says that a test which is named and not listed is not listed', () => {
    expect(cell('practice-review-test', 'wst').text).toMatch(/^Named, not listed/);
  });

  it('writes out the test that a test points to', () => {
    expect(cell('practice-review-test', 'kscp').text).toBe(cell('notification-test', 'kscp').text);
  });

  it('says in which cases a fact turns a test', () => {
    expect(cell('looked-after-child', 'kscp').text).toBe('A notifiable incident: the child died and the child was looked after');
  });

  it('lists who must be there under the names of the document, with the present ones, and every chair that it may mean', () => {
    expect(cell('quorum', 'west-midlands').text).toMatch(/^CCG \(now integrated care board/);
    expect(cell('quorum', 'pan-bedfordshire').text).toBe(
      '3 safeguarding partners (Local Authority, CCG (now integrated care board (ICB)) and Police); chair: independent chair, or chair of the case review group');
    expect(cell('quorum', 'pan-bedfordshire').inDoubt).toBe(true);
  });

  it('says of an edition of guidance that it has been replaced', () => {
    expect(cell('guidance-cited', 'herefordshire').text).toMatch(/2018 \(since replaced\)/);
  });

  it('is in doubt only where what it shows is', () => {
    // KSCP's clock is in doubt about its start and its unit, and in none about Day 1 being its start.
    expect(cell('day-count', 'kscp')).toMatchObject({ inDoubt: false, text: 'The start is Day 1' });
    expect(cell('scoping-sent', 'kscp').inDoubt).toBe(true);
  });

  it('says a thing once, with every place where it stands', () => {
    expect(cell('day-count', 'herefordshire').parts.map(({ text, cites }) => [text, cites.map(({ at }) => at)]))
      .toEqual([['The start is Day 1', ['Day 1, paragraph 1', 'Day 1, paragraph 3']]]);
  });

  it('names a body as told only under the readings that tell it', () => {
    expect(cell('department-for-education', 'west-midlands')).toMatchObject({ inDoubt: true, cites: [{ at: '4.5.1, bullet 2' }] });
  });
});

describe('two cells are the same', () => {
  it('where the limits are, whatever their words', () => {
    expect(same('meeting-limit', 'west-midlands', 'wst')).toBe(true);
    expect(cell('meeting-limit', 'west-midlands').cites.map(({ at }) => at)).toContain('4.4.2');
  });

  it('where the tests include the same cases, however they are nested', () => {
    expect(cell('notification-test', 'kscp').text).not.toBe(cell('notification-test', 'national').text);
    expect(same('notification-test', 'kscp', 'national')).toBe(true);
  });

  it('where both do what the row asks about, whatever else the step does', () => {
    expect(same('immediate-action', 'west-midlands', 'wst', 'kscp', 'pan-bedfordshire')).toBe(true);
  });

  it('not where only one of them has a chair', () => {
    expect(same('quorum', 'west-midlands', 'pan-bedfordshire')).toBe(false);
  });

  it('neither where an extract does not reach so far, nor where two do not', () => {
    expect(cell('regulated-setting', 'kscp').status).toBe('stated');
    expect(same('regulated-setting', 'kscp', 'west-midlands')).toBe(null);
    for (const { dimension } of rows) {
      const extracts = ids.filter((id) => cell(dimension, id).status === 'not-in-extract');
      if (extracts.length > 1) expect(same(dimension, ...extracts.slice(0, 2)), dimension).toBe(null);
    }
  });

  it('not where one has a second limit', () => {
    expect(same('report-limit', 'west-midlands', 'wst')).toBe(false);
  });
});
