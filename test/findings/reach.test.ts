/** A path may branch and rejoin many times, and is still looked through step by step. */
import { expect, it } from 'vitest';
import { englandAndWales } from '../../src/calendar/working-days.ts';
import { recommendersSaidToDecide } from '../../src/findings/check-bodies.ts';
import { inquiryInto } from '../../src/findings/inquiry.ts';
import { setOf } from './small-sets.ts';

it.each([['decide', ['group']], ['end', []]])('a recommendation whose thirty pairs of side branches come to %s is followed at once', (last, groups) => {
  const pairs = Array.from({ length: 30 }, (_, place) => ['a', 'b'].map((side) =>
    `  - { id: ${side}${place}, does: meet, title: Meet, cite: "1", actor: chair, next: ${place === 29 ? last : `[a${place + 1}, b${place + 1}]`} }\n`).join('')).join('');
  const set = setOf({ paper: { body: `steps:
  - { id: recommend, does: recommend-review, title: Recommend, cite: "1", actor: group, trigger: happened, next: [a0, b0] }
${pairs}  - id: decide
    does: decide-review
    title: Decide
    trigger: happened
    cite: "1"
    next: end
    doubt: ambiguous
    readings: [{ id: group, actor: group, because: One }, { id: chair, actor: chair, because: Two }]
` } });
  const inquiry = inquiryInto(set, set.policies[0]!, '2026-06-01', englandAndWales);
  expect(recommendersSaidToDecide(inquiry.policy.steps.at(-1)!, inquiry)).toEqual(groups);
});
