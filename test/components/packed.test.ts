import { expect, test } from 'vitest';
import bankHolidays from '../../src/calendar/bank-holidays.json' with { type: 'json' };
import { packed, packedHolidays, packedVocabulary, unpacked, unpackedHolidays, unpackedVocabulary } from '../../src/components/packed.ts';
import { rules } from '../../src/components/rules.ts';

test('a policy that was packed for the browser is the same when it is unpacked, and shorter meanwhile', () => {
  const { policies } = rules();
  expect(policies.length).toBeGreaterThan(1);
  for (const policy of policies) {
    const sent = JSON.stringify(packed(policy));
    expect(sent.length).toBeLessThan(JSON.stringify(policy).length);
    expect(unpacked(JSON.parse(sent))).toEqual(policy);
  }
});

test('a vocabulary that was packed for the browser is the same when it is unpacked, and shorter meanwhile', () => {
  const { vocabulary } = rules();
  const sent = JSON.stringify(packedVocabulary(vocabulary));
  expect(sent.length).toBeLessThan(JSON.stringify(vocabulary).length);
  expect(unpackedVocabulary(JSON.parse(sent))).toEqual(vocabulary);
});

test('what a reading changes to nothing stays changed to nothing', () => {
  const [policy] = rules().policies;
  const [step] = policy!.steps;
  const doubt = { kind: 'ambiguous' as const, address: step!.id, readings: [{ id: 'nobody', because: '', cite: [], refutedBy: null, changes: { actor: null, limits: [] } }] };
  const doubtful = { ...policy!, steps: [{ ...step!, doubt }] };
  expect(unpacked(JSON.parse(JSON.stringify(packed(doubtful)))).steps[0]!.doubt).toEqual(doubt);
});

test('the bank holidays that were packed for the browser are the same when they are unpacked, and shorter meanwhile', () => {
  const holidays = bankHolidays.holidays.map(({ date, title }) => ({ date, title }));
  expect(holidays.length).toBeGreaterThan(100);
  const sent = JSON.stringify(packedHolidays(holidays));
  expect(sent.length).toBeLessThan(JSON.stringify(holidays).length / 4);
  expect(unpackedHolidays(JSON.parse(sent))).toEqual(holidays);
});

test('a year without a bank holiday stays one, and so does a list without any', () => {
  const apart = [{ date: '2026-12-28', title: 'Boxing Day' }, { date: '2028-01-03', title: 'New Year’s Day' }];
  expect(unpackedHolidays(packedHolidays(apart))).toEqual(apart);
  expect(unpackedHolidays(packedHolidays([]))).toEqual([]);
});
