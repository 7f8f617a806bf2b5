import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { followsOf, roomSentences, sentencesOf, speechOf, startsOf } from '../../src/components/account/told.ts';
import { rules } from '../../src/components/rules.ts';
import { NOT_WRITTEN } from '../../src/cli/new.ts';
import type { Policy } from '../../src/policy/model.ts';

const GUIDANCE = join(import.meta.dirname, '..', '..', 'content', 'guidance');
const { policies, vocabulary } = rules();
const textOf = (id: string) => readFileSync(join(GUIDANCE, `${id}.mdx`), 'utf8');
const proseOf = (text: string) => text.replace(/\{\/\*[\s\S]*?\*\/\}/g, '').replace(/<[A-Z][^>]*\/>/g, '');

type Named = Pick<Policy, 'id' | 'words'>;
/** An everyday word, with an article or without: "the meeting". Proper names, letters and longer names are told from prose at once. */
const isEveryday = (name: string) => /^(?:(?:the|this|an?) )?\p{Ll}+$/u.test(name);
const wordsOf = (name: string) => name.toLowerCase().match(/\p{L}+/gu) ?? [];

/**
 * The names of bodies that the account of a document must not type: the vocabulary's, the document's own, and those of
 * other documents. Left out is an everyday word by which another document calls a body and nobody else any: a document
 * that calls a body "the meeting" does not keep the others from speaking of the meeting.
 */
function namesKeptFrom(account: string, documents: readonly Named[]): string[] {
  const titles = Object.values(vocabulary.actors).map(({ id, title }) => ({ of: null, body: id, name: title }));
  const called = documents.flatMap(({ id, words }) => words.filter((word) => word.id in vocabulary.actors)
    .flatMap((word) => word.called.map((name) => ({ of: id, body: word.id, name }))));
  // The names of meetings hold words for what is done there, so their words do not show that a body is meant.
  const ofBodies = new Set([...titles, ...called.filter(({ name }) => !isEveryday(name))]
    .filter(({ body }) => vocabulary.actors[body]!.kind !== 'meeting').flatMap(({ name }) => wordsOf(name)));
  return [...titles, ...called]
    .filter(({ of, name }) => of === null || of === account || !isEveryday(name) || ofBodies.has(wordsOf(name).at(-1)!))
    .map(({ name }) => name).filter((name) => name.length > 2);
}

const typedIn = (prose: string, names: readonly string[]) =>
  names.filter((name) => new RegExp(`(?<!\\p{L})${name.replaceAll(/[^\p{L}\p{N} ]/gu, '.')}(?!\\p{L})`, 'iu').test(prose));

const step = (policy: string, id: string) => speechOf(policy).policy.steps.find((one) => one.id === id)!;

describe('the account of a procedure', () => {
  test('is there for every published document', () => {
    const files = readdirSync(GUIDANCE);
    expect(policies.map(({ id }) => `${id}.mdx`).filter((file) => !files.includes(file))).toEqual([]);
  });

  for (const { id } of policies) {
    test(`of ${id} is written: content/guidance/${id}.mdx says more than what it began with`, () => {
      expect(textOf(id)).not.toContain(NOT_WRITTEN);
    });

    test(`of ${id} names only steps that its rules have`, () => {
      const named = [...textOf(id).matchAll(/step="([^"]+)"/g)].map(([, one]) => one!);
      expect(named.length).toBeGreaterThan(3);
      const known = speechOf(id).policy.steps.map((one) => one.id);
      expect(named.filter((one) => !known.includes(one))).toEqual([]);
    });

    test(`of ${id} types no figure, no length of time and no body that acts`, () => {
      const prose = proseOf(textOf(id));
      expect(prose).not.toMatch(/\d/);
      expect(prose).not.toMatch(/\b(one|two|three|four|five|six|seven|eight|ten|twelve|fifteen)\b(?=[^.]{0,12}\b(days?|hours?|months?|weeks?)\b)/i);
      expect(typedIn(prose, namesKeptFrom(id, policies))).toEqual([]);
    });
  }

  test('is not refused for an everyday word by which another document calls a body, and is for one of its own', () => {
    const hillside: Named = { id: 'hillside', words: [{ id: 'rapid-review-group', called: ['the meeting', 'the Hill Table'], members: [], cite: [], note: null }] };
    const kept = (account: string) => typedIn('The meeting looks at it. The hill table does not.', namesKeptFrom(account, [...policies, hillside]));
    expect(kept('hillside')).toEqual(['the meeting', 'the Hill Table']);
    expect(kept('wst')).toEqual(['the Hill Table']);
    // Every everyday name in the documents that the project began with is a word of some body's name, and so is kept from all.
    const first = policies.filter(({ id }) => ['herefordshire', 'kscp', 'pan-bedfordshire', 'west-midlands', 'wst'].includes(id));
    const called = first.flatMap(({ words }) => words).filter((word) => word.id in vocabulary.actors).flatMap((word) => word.called);
    expect(called.filter((name) => name.length > 2 && !namesKeptFrom('wst', first).includes(name))).toEqual([]);
  });

  test('says who, whom, by when, and that it must be, from the rules', () => {
    expect(sentencesOf(step('west-midlands', 'send-scoping'), speechOf('west-midlands'))).toEqual([
      'This should be done. The document does not say who does it.',
      'Told: all relevant agencies.',
      'By when: within 2 working days after the referral was received.',
    ]);
  });

  test('says that a time limit is in doubt, and gives both', () => {
    expect(sentencesOf(step('west-midlands', 'return-scoping'), speechOf('west-midlands')).at(-1))
      .toBe('By when: within 5 working days after the referral was received or after the step “Send the scoping template and letter” (in doubt).');
  });

  test('says that no time limit is given', () => {
    expect(sentencesOf(step('wst', 'notify-panel'), speechOf('wst')).at(-1)).toBe('No time limit is given.');
  });

  test('gives the branch that a decision leaves out as left out', () => {
    expect(followsOf('decide-notification', speechOf('wst')).map(({ label, title }) => [label, title]).at(-1)?.[1]).toBe('Not stated');
  });

  test('names what sets a procedure off', () => {
    expect(startsOf(speechOf('herefordshire'))).toEqual(['the incident happened']);
  });

  test('names who must be in the room', () => {
    const [first] = roomSentences(step('west-midlands', 'rapid-review-meeting').quorum!, speechOf('west-midlands'));
    expect(first).toMatch(/^Must be there: CCG \(now integrated care board \(ICB\)\), Police and Local authority\.$/);
  });

  test('has nothing to stand on without a procedure', () => {
    expect(() => speechOf('nowhere')).toThrow(RangeError);
  });
});

test('two limits that follow one another in time are told with the time of each', () => {
  const speech = speechOf('national');
  const told = sentencesOf(speech.policy.steps.find(({ id }) => id === 'notify-panel')!, speech).join(' ');
  expect(told).toContain('By when, from 29 June 2018 to 17 March 2026: within 5 working days');
  expect(told).toContain('By when, since 18 March 2026: within 5 working days');
});
