import { describe, expect, it } from 'vitest';
import { askOf, questionOf } from '../../src/engine/doubt-words.ts';
import { doubtsOf } from '../../src/policy/doubts.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const set = loadPolicySet('policies').set!;
const doubt = (policy: string, address: string) => doubtsOf(set.policies.find(({ id }) => id === policy)!).find((one) => one.address === address)!;

describe('what is in doubt, as a question', () => {
  it('names each thing that the readings give otherwise', () => {
    expect(questionOf(doubt('west-midlands', 'return-scoping/limit'))).toBe('From what day?');
    expect(questionOf(doubt('kscp', 'process-days'))).toBe('From what day? Which days?');
    expect(askOf(doubt('west-midlands', 'return-scoping/limit'))).toBe('from which event it is counted');
  });

  it('is whether there is a limit, where only one reading counts, and asks of no days that nobody counts', () => {
    // "Upon notification of a serious incident": the day of the referral, or no number at all.
    expect(questionOf(doubt('wst', 'share-details/limit'))).toBe('Is it a limit?');
    expect(askOf(doubt('wst', 'share-details/limit'))).toBe('whether it is a limit');
  });

  it('is whether there is a limit and which, where one reading counts nothing and the others count otherwise', () => {
    // The 30 days of a report's name, as calendar days or as working days.
    expect(questionOf(doubt('pan-bedfordshire', 'share-30-day-report/limit'))).toBe('Is it a limit? Which days?');
    // 72 hours from the incident, five working days from the request, or a name and no limit: whether it is one is asked once.
    expect(askOf(doubt('pan-bedfordshire', 'submit-72-hour-report/limit')).match(/whether it is a limit/g)).toHaveLength(1);
    expect(askOf(doubt('pan-bedfordshire', 'submit-72-hour-report/limit'))).toContain('how long it is');
  });
});
