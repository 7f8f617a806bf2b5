import { expect, test } from 'vitest';
import { packed, packedVocabulary, unpacked, unpackedVocabulary } from '../../src/components/packed.ts';
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
