import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearMiss } from '../../src/policy/near-miss.ts';

const events = ['incident-occurred', 'incident-known', 'referral-received', 'notification-sent'];

describe('the word that was meant', () => {
  it.each([
    ['a letter wrong', 'refferal-received', 'referral-received'],
    ['a letter missing', 'notifcation-sent', 'notification-sent'],
    ['two letters swapped', 'incidnet-known', 'incident-known'],
    ['a capital letter', 'Incident-Known', 'incident-known'],
  ])('is found past %s', (_slip, written, meant) => {
    expect(nearMiss(written, events)).toBe(meant);
  });

  it('is not guessed from a word that is far from all of them', () => {
    expect(nearMiss('child-died', events)).toBeNull();
  });

  it('is not guessed from one or two letters', () => {
    expect(nearMiss('a', ['b'])).toBeNull();
    expect(nearMiss('ab', ['ac'])).toBeNull();
  });

  it('is the first in the alphabet of two that are equally near', () => {
    expect(nearMiss('cat', ['rat', 'bat'])).toBe('bat');
  });

  it('is found whichever single letter is left out of a long word', () => {
    fc.assert(fc.property(fc.constantFrom(...events), fc.nat(), (event, place) => {
      const at = place % event.length;
      expect(nearMiss(event.slice(0, at) + event.slice(at + 1), events)).toBe(event);
    }));
  });

  it('is the word itself where nothing is wrong', () => {
    fc.assert(fc.property(fc.constantFrom(...events), (event) => {
      expect(nearMiss(event, events)).toBe(event);
    }));
  });
});
