/** What the questions say of the five documents, held against the documents themselves, read by hand. */
import { describe, expect, it, vi } from 'vitest';
import type { Policy, PolicySet, Quorum } from '../../src/policy/model.ts';
import { stemsOf } from '../../src/training/paper.ts';
import type { Question } from '../../src/training/question.ts';
import { seeded } from '../../src/training/random.ts';
import { policyCalled, set, stems } from './papers.ts';

vi.setConfig({ testTimeout: 60_000 });

const TURNS = [0, 1, 2, 3, 4, 5];

/** Several cases of one stem. */
function drawn(policy: string, stem: string, of: PolicySet = set): Question[] {
  const found = (of === set ? stems(policy) : stemsOf(of, policy)).find(({ id }) => id === stem);
  return found ? TURNS.map((turn) => found.draw(seeded(5, stem, turn))).filter((one) => one !== null) : [];
}

const right = ({ options }: Question): string[] => options.filter(({ correct }) => correct).map(({ text }) => text).sort();
const stemIds = (policy: string, begin: string, of: PolicySet = set): string[] => stemsOf(of, policy).map(({ id }) => id).filter((id) => id.startsWith(begin));

describe('Pan Bedfordshire, where the chart has three partners and a chair present for a meeting to be quorate', () => {
  const meetings = ['decide-review', 'decide-after-information'];

  it.each(meetings)('cannot decide without the chair: %s', (meeting) => {
    const questions = drawn('pan-bedfordshire', `room/without/chair/${meeting}`);
    expect(questions.length).toBeGreaterThan(0);
    for (const question of questions) {
      expect(question.parts.told).toMatch(/people from: (?=.*CCG)(?=.*Local Authority)(?=.*police).*\. The chair is not there, and nobody else comes\.$/);
      expect(right(question)).toEqual(['No, one seat is empty: the chair']);
    }
  });

  it.each(meetings)('can with all four: %s', (meeting) => {
    const questions = drawn('pan-bedfordshire', `room/full/${meeting}`);
    expect(questions.length).toBeGreaterThan(0);
    for (const question of questions) {
      expect(question.parts.told).toContain(', and the chair. Nobody else comes.');
      expect(question.parts.asks).toBe('Can the meeting decide?');
      expect(right(question)).toEqual(['Yes, it can']);
    }
  });

  it.each(meetings)('has the chair among those who must be there: %s', (meeting) => {
    for (const question of drawn('pan-bedfordshire', `room/all/${meeting}`)) expect(right(question)).toEqual(['Local Authority, police, CCG and the chair']);
    expect(drawn('pan-bedfordshire', `room/all/${meeting}`).length).toBeGreaterThan(0);
  });
});

describe('a chair is a seat', () => {
  /** Pan Bedfordshire with another quorum of its first meeting. */
  function withQuorum(change: (quorum: Quorum) => Quorum): PolicySet {
    const policy = policyCalled('pan-bedfordshire');
    const changed: Policy = { ...policy, steps: policy.steps.map((step) => (step.id === 'decide-review' ? { ...step, quorum: change(step.quorum!) } : step)) };
    return { ...set, policies: set.policies.map((one) => (one === policy ? changed : one)) };
  }
  const whoMust = (of: PolicySet): string[] => right(drawn('pan-bedfordshire', 'room/all/decide-review', of)[0]!);

  it('under its own name where the quorum names one', () => {
    const one = withQuorum((quorum) => ({ ...quorum, doubt: null, chair: { way: 'together', actors: ['independent-chair'] } }));
    expect(whoMust(one)).toEqual(['Local Authority, police, CCG and independent chair']);
    expect(stemIds('pan-bedfordshire', 'room/without/independent-chair/decide-review', one)).toHaveLength(1);
  });

  it('not where the quorum names none, or a standing reading of it does not', () => {
    const none = withQuorum((quorum) => ({ ...quorum, doubt: null }));
    const perhaps = withQuorum((quorum) => ({
      ...quorum, doubt: { ...quorum.doubt!, readings: quorum.doubt!.readings.map((reading, place) => (place === 0 ? { ...reading, changes: { chair: null } } : reading)) },
    }));
    for (const of of [none, perhaps]) expect(whoMust(of)).toEqual(['Local Authority, police and CCG']);
  });

  it('not one more where a partner is in the chair, or whoever should attend is', () => {
    const partner = withQuorum((quorum) => ({ ...quorum, doubt: null, chair: { way: 'together', actors: ['police'] } }));
    const adviser = withQuorum((quorum) => ({
      ...quorum, doubt: null, chair: { way: 'together', actors: ['independent-chair'] }, should: [{ who: 'independent-chair', atLeast: 1 }],
    }));
    for (const of of [partner, adviser]) expect(whoMust(of)).toEqual(['Local Authority, police and CCG']);
  });

  it('not in the documents that say nothing of a chair being there', () => {
    // 4.6.1 has one representative of each partner; Stage 6 has four agencies.
    for (const policy of ['west-midlands', 'kscp']) expect(stemIds(policy, 'room/without/').join(' ')).not.toContain('chair');
  });
});

describe('whether a meeting can decide', () => {
  it('is not asked of KSCP, where the group recommends at Stage 6 and Stage 7 sends that to the chair for a decision', () => {
    const asked = stemIds('kscp', 'room/').flatMap((stem) => drawn('kscp', stem));
    expect(asked.some(({ parts }) => parts.asks === 'Is everyone there who must be?')).toBe(true);
    for (const { parts, options } of asked) {
      expect(parts.asks).not.toMatch(/decide/);
      for (const { text, because } of options) expect(`${text} ${because}`).not.toMatch(/it can\b|can decide/);
    }
  });

  it('is asked of the regional guidance, where the meeting decides by 4.6.2', () => {
    for (const { parts } of drawn('west-midlands', 'room/full/rapid-review-meeting')) expect(parts.asks).toBe('Can the meeting decide?');
    expect(drawn('west-midlands', 'room/full/rapid-review-meeting').length).toBeGreaterThan(0);
  });
});

it('another document’s quorum is worded in its own names: only WST writes WMP for the police', () => {
  const questions = stemIds('wst', 'room/none/').flatMap((stem) => drawn('wst', stem));
  const wrong = (policy: RegExp) => new Set(questions.flatMap(({ options }) => options.filter(({ because }) => policy.test(because)).map(({ text }) => text)));
  expect([...wrong(/^KSCP asks/)]).toEqual(['Local authority, police, health and education']);
  expect([...wrong(/^West Midlands asks/)]).toEqual(['Local authority, police and CCG']);
  expect([...wrong(/^Pan Bedfordshire asks/)]).toEqual(['Local Authority, police, CCG and the chair']);
});

describe('which days are meant', () => {
  const UNIT = 'Whether the days are working days or calendar days';
  const about = (words: string) => stemIds('wst', 'doubt/what/').flatMap((stem) => drawn('wst', stem)).filter(({ parts }) => parts.told.startsWith(`“${words}”`));

  it.each(['Upon notification of a serious incident', 'the same day'])('is neither open nor settled where no reading counts days: “%s” (WST)', (words) => {
    expect(about(words).length).toBeGreaterThan(0);
    for (const { options } of about(words)) expect(options.map(({ text }) => text)).not.toContain(UNIT);
  });

  it('leaves open whether that is a limit at all', () => {
    for (const question of about('Upon notification of a serious incident')) expect(right(question)).toEqual(['Whether it is a limit, and how long it is']);
  });

  it('is still open where days are counted and not named: KSCP numbers its days and says only day', () => {
    const open = stemIds('kscp', 'doubt/what/').flatMap((stem) => drawn('kscp', stem)).filter((question) => right(question).includes(UNIT));
    expect(open.length).toBeGreaterThan(0);
  });
});

it('words are quoted for the unit of a limit only where they name it', () => {
  const units = set.policies.flatMap(({ id }) => stemIds(id, 'how-long/').flatMap((stem) => drawn(id, stem)))
    .flatMap(({ options }) => options).filter(({ because }) => /the days are (?:working|calendar) days/i.test(because));
  const quoting = units.filter(({ because }) => because.includes('“'));
  for (const { because } of quoting) {
    const [, unit, words] = /^The days are (working|calendar) days: “([^”]*)”/.exec(because)!;
    expect(words!.toLowerCase(), because).toContain(unit);
  }
  expect(quoting.some(({ because }) => because.includes('within 2 working days of receiving the referral'))).toBe(true);
  // The guide heads its tasks Day 1 and says working days of the return of the forms alone.
  const scoping = drawn('herefordshire', 'how-long/send-scoping/limit').flatMap(({ options }) => options).filter(({ text }) => text === 'Day 1, in calendar days');
  expect(scoping.length).toBeGreaterThan(0);
  for (const { because } of scoping) expect(because).toBe('As read here, the days are working days (Day 1, paragraph 1; Day 1, paragraph 3).');
});
