import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubtsOf } from '../../src/policy/doubts.ts';
import { fitLink, isCaseKey, readLink, writeLink, type LinkedCase } from '../../src/export/fragment.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const { vocabulary, policies } = loadPolicySet('policies').set!;
const wst = policies.find(({ id }) => id === 'wst')!;

const BLANK: LinkedCase = { policy: null, on: {}, facts: {}, decided: {}, readings: {}, conventions: {} };
const WHOLE = '#v=1&policy=wst&referral-received=2026-03-27&child-died=yes&decided:decide-review=practice-review'
  + '&reading:return-scoping/limit=from-referral&count:day-one=trigger-day&count:non-working-start=deemed-next&case:as-at=2026-04-08&case:key=3f9a2c1b';

const ids = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/).filter((text) => !(text in {}) && !['v', 'policy'].includes(text));
const dates = fc.constantFrom('2026-03-27', '2028-02-29', '2012-01-01', '0001-01-01', '9999-12-31');
const recordOf = <T>(keys: fc.Arbitrary<string>, values: fc.Arbitrary<T>) => fc.dictionary(keys, values, { noNullPrototype: true, maxKeys: 6 });
const linkedCases: fc.Arbitrary<LinkedCase> = fc.record({
  policy: fc.option(ids),
  on: recordOf(ids, dates),
  facts: recordOf(ids, fc.constantFrom('yes' as const, 'no' as const)),
  decided: recordOf(ids, ids),
  readings: recordOf(fc.oneof(ids, fc.tuple(ids, ids).map((parts) => parts.join('/'))), ids),
  conventions: fc.constantFrom<LinkedCase['conventions']>({}, { dayOne: 'trigger-day' }, { nonWorkingStart: 'deemed-next' }),
  more: fc.constantFrom<Pick<LinkedCase, 'asAt' | 'caseKey'>>({}, { asAt: '2026-04-08' }, { caseKey: '3f9a2c1b' }, { asAt: '2026-04-08', caseKey: '00000000' }),
}).map(({ more, ...rest }) => ({ ...rest, ...more }));

describe('a link to a case', () => {
  test('is read whole: policy, dates, answers, decisions, readings, conventions, the day to look from and the key of the case', () => {
    expect(readLink(WHOLE)).toEqual({
      case: {
        policy: 'wst',
        on: { 'referral-received': '2026-03-27' },
        facts: { 'child-died': 'yes' },
        decided: { 'decide-review': 'practice-review' },
        readings: { 'return-scoping/limit': 'from-referral' },
        conventions: { dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' },
        asAt: '2026-04-08',
        caseKey: '3f9a2c1b',
      },
      problems: [],
      unknown: [],
    });
  });

  test('is written as it was read', () => {
    expect(writeLink(readLink(WHOLE).case!)).toBe(WHOLE);
  });

  test('is read with its marks escaped, as some e-mail programs send it on', () => {
    expect(readLink(WHOLE.replaceAll(':', '%3A').replaceAll('/', '%2F')).case).toEqual(readLink(WHOLE).case);
  });

  test('without a version is one of version 1', () => {
    expect(readLink('policy=wst')).toEqual({ case: { ...BLANK, policy: 'wst' }, problems: [], unknown: [] });
  });

  test('writes no answer that is not known and no convention that holds anyway', () => {
    expect(writeLink({ ...BLANK, facts: { 'child-died': 'unknown' }, conventions: { dayOne: 'day-after', nonWorkingStart: 'stands' } })).toBe('#v=1');
  });

  test('written and read again is the same case', () => {
    fc.assert(fc.property(linkedCases, (one) => {
      expect(readLink(writeLink(one))).toEqual({ case: one, problems: [], unknown: [] });
    }));
  });

  test('of the first kind, made before there was a day to look from or a key, still leads to its case', () => {
    expect(readLink('#policy=wst&rapid-review-meeting=2026-04-16').case).toEqual({ ...BLANK, policy: 'wst', on: { 'rapid-review-meeting': '2026-04-16' } });
    expect(readLink('#v=1&policy=west-midlands&referral-received=2026-03-27&child-died=unknown&decided:decide-review=practice-review&reading:return-scoping/limit=from-referral&count:day-one=trigger-day').case).toEqual({
      ...BLANK, policy: 'west-midlands', on: { 'referral-received': '2026-03-27' }, facts: { 'child-died': 'unknown' }, decided: { 'decide-review': 'practice-review' },
      readings: { 'return-scoping/limit': 'from-referral' }, conventions: { dayOne: 'trigger-day' },
    });
  });

  test('to each document here, with everything in it given, is short enough to be read again', () => {
    for (const policy of policies) {
      const everything: LinkedCase = {
        policy: policy.id,
        on: Object.fromEntries([...Object.keys(vocabulary.events), ...policy.steps.map(({ id }) => id)].map((id) => [id, '2026-03-27'])),
        facts: Object.fromEntries(Object.keys(vocabulary.facts).map((id) => [id, 'no'])),
        decided: Object.fromEntries(policy.steps.flatMap(({ id, outcomes }) => outcomes.map(({ outcome }) => [id, outcome]))),
        readings: Object.fromEntries(doubtsOf(policy).map(({ address, readings }) => [address, readings[0]!.id])),
        conventions: { dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' },
        asAt: '2026-04-08',
        caseKey: '3f9a2c1b',
      };
      expect(readLink(writeLink(everything)).case, policy.id).toEqual(everything);
    }
  });
});

describe('a link that nobody here made', () => {
  test('of a newer version gives nothing, and says so', () => {
    const read = readLink('#v=2&policy=wst');
    expect(read.case).toBeNull();
    expect(read.problems).toEqual(['The link was made by a newer version of this page, so nothing was taken from it.']);
  });

  test.each(['v=', 'v=0', 'v=-1', 'v=one', 'v=1.5', 'v=1&v=2'])('with the version %s gives nothing, and says so', (version) => {
    expect(readLink(`#policy=wst&${version}`)).toMatchObject({ case: null, problems: [expect.stringContaining('nothing was taken')] });
  });

  test('of two million characters gives nothing, at once, and says so where it was meant as a case', () => {
    const begun = process.cpuUsage();
    expect(readLink(`#policy=wst&${'a'.repeat(2_000_000)}`)).toMatchObject({ case: null, problems: [expect.stringContaining('too long')] });
    expect(readLink(`#${'='.repeat(2_000_000)}`).case).toBeNull();
    expect(readLink('%'.repeat(2_000_000))).toEqual({ case: null, problems: [], unknown: [] });
    // Time of the processor: what else the machine does meanwhile is not the link's.
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(500);
  });

  test('with a date that does not exist leaves it out, and says so without repeating it', () => {
    const { case: found, problems, unknown } = readLink('#referral-received=2027-02-29&incident-known=2026-03-26');
    expect(found?.on).toEqual({ 'incident-known': '2026-03-26' });
    expect(problems).toEqual(['One part of the link could not be read and was left out.']);
    expect(unknown).toEqual(['referral-received']);
  });

  test('lists the keys that it does not know and uses none of them', () => {
    expect(readLink('#policy=wst&colour=blue&other:thing=1&case:name=Smith&decided:=met&note=a%20child')).toEqual({
      case: { ...BLANK, policy: 'wst' },
      problems: ['5 parts of the link could not be read and were left out.'],
      unknown: ['colour', 'other:thing', 'case:name', 'decided:', 'note'],
    });
  });

  test('lists no key that is not shaped like one', () => {
    const { problems, unknown } = readLink('#policy=wst&<script>alert(1)</script>=1&call%20this%20number=yes');
    expect(problems).toHaveLength(1);
    expect(unknown).toEqual([]);
  });

  test.each([
    '#policy=<img src=x onerror=alert(1)>', '#policy=%3Cscript%3E', '#%=%&%E0%A4%A=%E0%A4%A', '#referral-received=%00', '#policy=wst%0d%0aSet-Cookie',
    '#case:key=Jane', '#case:key=3f9a2c1', '#case:as-at=today', '#count:day-one=never',
  ])('such as %s gives no case', (fragment) => {
    expect(readLink(fragment)).toMatchObject({ case: null, problems: [expect.stringContaining('left out')] });
  });

  test('cannot name what every object has', () => {
    const hostile = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'];
    for (const name of hostile) {
      const read = readLink(`#v=1&policy=${name}&${name}=2026-03-27&decided:${name}=met&reading:${name}=a&reading:a=${name}&incident-known=2026-03-26`);
      expect(read.case, name).toEqual({ ...BLANK, on: { 'incident-known': '2026-03-26' } });
      expect(Object.getPrototypeOf(read.case!.on)).toBe(Object.prototype);
    }
  });

  test('that gives one thing two ways leaves it out, and takes the rest', () => {
    const { case: found, problems } = readLink('#policy=wst&policy=kscp&referral-received=2026-03-27&referral-received=2026-03-28&incident-known=2026-03-26&incident-known=2026-03-26');
    expect(found).toEqual({ ...BLANK, on: { 'incident-known': '2026-03-26' } });
    expect(problems).toHaveLength(1);
  });

  test('that holds no case is none: the address of a heading, or nothing', () => {
    for (const fragment of ['', '#', '#main', '#step-send-scoping']) expect(readLink(fragment)).toEqual({ case: null, problems: [], unknown: [] });
  });

  test('never throws, and gives ids, dates and answers only', () => {
    const lump = fc.string({ unit: 'binary', maxLength: 60 });
    const key = fc.oneof(lump, ids, fc.constantFrom('v', 'policy', 'decided:a', 'reading:a/b', 'case:as-at', 'case:key', '__proto__'));
    fc.assert(fc.property(fc.array(fc.tuple(key, fc.oneof(lump, ids, dates))), (pairs) => {
      const { case: found } = readLink(`#${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`);
      if (found === null) return;
      const told = [found.policy ?? '', ...Object.entries({ ...found.on, ...found.facts, ...found.decided, ...found.readings }).flat()];
      for (const text of told) expect(text).toMatch(/^[A-Za-z0-9_/-]*$/);
    }), { numRuns: 500 });
  });
});

describe('a case whose words did not come from a form', () => {
  test('is written without them, so that no name or note can get into an address', () => {
    const odd = {
      policy: 'Jane Smith', on: { 'referral-received': 'soon', 'a&b=c': '2026-03-27' }, facts: { 'child-died': 'we think so' as 'yes' },
      decided: { 'decide-review': 'ask Tom' }, readings: { 'a/b/c': 'x' }, conventions: {}, caseKey: 'smith', asAt: 'now',
    };
    expect(writeLink(odd)).toBe('#v=1');
  });
});

describe('what of a link one policy can use', () => {
  const given = readLink('#policy=wst&referral-received=2026-03-27&incident-occurred=2026-03-19&send-scoping=2026-03-30&refferal-received=2026-03-27'
    + '&child-died=yes&child-moved=yes&decided:decide-review=practice-review&decided:decide-review-again=met&decided:send-scoping=met'
    + '&reading:return-days=from-referral&reading:return-days/limit=from-referral').case!;
  const { case: found, unknown } = fitLink(given, { policy: wst, vocabulary, switches: doubtsOf(wst) });

  test('are its steps, every event of the vocabulary, its facts, its decisions and its doubts', () => {
    expect(found.on).toEqual({ 'referral-received': '2026-03-27', 'incident-occurred': '2026-03-19', 'send-scoping': '2026-03-30' });
    expect(found.facts).toEqual({ 'child-died': 'yes' });
    expect(found.decided).toEqual({ 'decide-review': 'practice-review' });
    expect(found.readings).toEqual({ 'return-days': 'from-referral' });
  });

  test('and all else is listed by its key', () => {
    expect(unknown).toEqual(['refferal-received', 'child-moved', 'decided:decide-review-again', 'decided:send-scoping', 'reading:return-days/limit']);
  });

  test('and “not met” can be given where the document leaves it out, and not at a choice between reviews', () => {
    const linked = readLink('#decided:decide-review=not-met&decided:decide-notification=not-met').case!;
    const fitted = fitLink(linked, { policy: wst, vocabulary, switches: [] });
    expect(fitted.case.decided).toEqual({ 'decide-notification': 'not-met' });
    expect(fitted.unknown).toEqual(['decided:decide-review']);
  });
});

test('the key of a case is eight figures, so that it cannot hold a name', () => {
  expect(['3f9a2c1b', '00000000'].every(isCaseKey)).toBe(true);
  expect(['3F9A2C1B', '3f9a2c1', '3f9a2c1bb', 'smithson', '3f9a 2c1', ''].some(isCaseKey)).toBe(false);
});
