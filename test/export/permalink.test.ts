import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLink, writeLink, type LinkedCase } from '../../src/export/permalink.ts';

describe('a link to a case', () => {
  test('is read: dates, answers, decisions, readings and conventions', () => {
    expect(readLink('#v=1&policy=wst&referral-received=2026-03-27&child-died=unknown&decided:decide-review=practice-review&reading:return-scoping/limit=from-referral&count:day-one=trigger-day')).toEqual({
      case: {
        policy: 'wst',
        on: { 'referral-received': '2026-03-27' },
        facts: { 'child-died': 'unknown' },
        decided: { 'decide-review': 'practice-review' },
        readings: { 'return-scoping/limit': 'from-referral' },
        conventions: { dayOne: 'trigger-day' },
      },
      problems: [],
    });
  });

  test('without a version is one of version 1', () => {
    expect(readLink('policy=wst').case?.policy).toBe('wst');
  });

  test('of another version gives nothing, and says so', () => {
    expect(readLink('#v=2&policy=wst')).toEqual({ case: null, problems: [expect.stringContaining('newer version')] });
  });

  test('with a date that does not exist leaves it out, and says so without repeating it', () => {
    const { case: found, problems } = readLink('#referral-received=2027-02-29&incident-known=2026-03-26');
    expect(found?.on).toEqual({ 'incident-known': '2026-03-26' });
    expect(problems).toEqual(['One part of the link could not be read and was left out.']);
  });

  test('cannot name what every object has', () => {
    const { case: found } = readLink('#__proto__=2026-03-27&constructor=2026-03-27&policy=constructor&reading:constructor=valueOf');
    expect(found?.on).toEqual({});
    expect(found?.policy).toBeNull();
    expect(Object.getPrototypeOf(found?.on)).toBe(Object.prototype);
  });

  test('that holds no case is none', () => {
    expect(readLink('#main')).toEqual({ case: null, problems: [] });
    expect(readLink('')).toEqual({ case: null, problems: [] });
  });

  test('never throws, whatever it holds', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(() => readLink(`#${text}=${text}&v=1&${text}`)).not.toThrow();
    }));
  });

  test('written and read again is the same case', () => {
    const id = fc.stringMatching(/^[a-z]{1,6}(-[a-z0-9]{1,5}){0,2}$/).filter((text) => !(text in {}) && !['v', 'policy'].includes(text));
    const date = fc.constantFrom('2026-03-27', '2028-02-29', '2012-01-01');
    const linked: fc.Arbitrary<LinkedCase> = fc.record({
      policy: id,
      on: fc.dictionary(id, date, { noNullPrototype: true }),
      facts: fc.dictionary(id, fc.constantFrom('yes' as const, 'no' as const), { noNullPrototype: true }),
      decided: fc.dictionary(id, id, { noNullPrototype: true }),
      readings: fc.dictionary(fc.tuple(id, id).map((parts) => parts.join('/')), id, { noNullPrototype: true }),
      conventions: fc.constantFrom<LinkedCase['conventions']>({}, { dayOne: 'trigger-day' }, { nonWorkingStart: 'deemed-next' }),
    });
    fc.assert(fc.property(linked, (one) => {
      expect(readLink(writeLink(one))).toEqual({ case: one, problems: [] });
    }));
  });
});
