/** What a vocabulary says of its bodies, facts and events is all that the questions know of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { loadPolicyTexts } from '../../src/policy/load.ts';
import type { PolicySet, Vocabulary } from '../../src/policy/model.ts';
import { drawPaper } from '../../src/training/paper.ts';
import { related } from '../../src/training/people-questions.ts';
import { rulesOf, set } from './papers.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The set of a directory, with every text of it rewritten. */
function rewritten(directory: string, rewrite: (text: string) => string): PolicySet {
  const texts = readdirSync(directory).filter((name) => name.endsWith('.yaml')).map((name) => ({ file: name, content: rewrite(readFileSync(join(directory, name), 'utf8')) }));
  const loaded = loadPolicyTexts(texts.filter(({ file }) => file !== 'vocabulary.yaml'), texts.find(({ file }) => file === 'vocabulary.yaml')!);
  expect(loaded.faults).toEqual([]);
  return loaded.set!;
}

const withNames = (names: Record<string, string>) => (text: string): string =>
  Object.entries(names).reduce((so, [id, name]) => so.replaceAll(new RegExp(`(?<![\\w-])${id}(?![\\w-])`, 'g'), name), text);

/** What people read of a paper. */
const readable = (of: PolicySet, policy: string, seed: number) => drawPaper(of, policy, { seed, count: 60 }).questions.map(({ prompt, options }) =>
  [prompt, options.map(({ text, correct, because }) => [text, correct, because])]);

describe('under other ids', () => {
  const other = rewritten('policies', withNames({
    'child-died': 'fact-1', 'child-seriously-harmed': 'fact-2', 'abuse-or-neglect-known-or-suspected': 'fact-3', 'harm-in-area': 'fact-4',
    'harm-outside-england': 'fact-5', 'normally-resident-in-area': 'fact-6', 'young-person-died': 'fact-7', 'aged-24-or-under': 'fact-8',
    'relevant-agencies': 'bodies-1', 'partner-agencies': 'bodies-2', 'referring-agency': 'bodies-3',
    'rapid-review-panel': 'group-1', 'case-review-group': 'group-2', 'information-gathering-group': 'group-3',
  }));

  it.each(set.policies.map(({ id }) => id))('the same bodies, facts and events make the same questions on %s', (policy) => {
    expect(readable(other, policy, 4)).toEqual(readable(set, policy, 4));
  });

  it('a body whose id is "chair" is a body like any other', () => {
    const seats = (of: PolicySet) => readable(of, 'riverside', 2).filter(([prompt]) => /quorate|Can the meeting|must be there/.test(String(prompt)));
    const named = seats(rewritten('test/fixtures/sixth', withNames({ 'independent-chair': 'chair' })));
    expect(JSON.stringify(named)).toContain('independent chair');
    expect(JSON.stringify(named)).not.toContain('in doubt');
  });
});

describe('a vocabulary that says none of it', () => {
  const { vocabulary } = set;
  const silent: Vocabulary = {
    ...vocabulary,
    actors: Object.fromEntries(Object.entries(vocabulary.actors).map(([id, actor]) => [id, { ...actor, kind: null, near: [] }])),
    events: Object.fromEntries(Object.entries(vocabulary.events).map(([id, event]) => [id, { ...event, main: false }])),
    facts: Object.fromEntries(Object.entries(vocabulary.facts).map(([id, fact]) => [id, { ...fact, area: null, about: null, happened: null }])),
  };

  it('never sets two bodies against each other', () => {
    const rules = rulesOf('wst', { ...set, vocabulary: silent });
    const actors = Object.keys(vocabulary.actors);
    expect(actors.flatMap((one) => actors.filter((other) => !related(one, other, rules)))).toEqual([]);
  });

  it.each(set.policies.map(({ id }) => id))('still gives a paper on %s, each question with a right answer and a wrong one', (policy) => {
    const { questions } = drawPaper({ ...set, vocabulary: silent }, policy, { seed: 3, count: 40 });
    expect(questions).toHaveLength(40);
    for (const { options } of questions) expect(new Set(options.map(({ correct }) => correct)).size).toBe(2);
  });
});

describe('the published vocabulary', () => {
  it('says of every body what it is, so that none is kept out of the questions', () => {
    expect(Object.values(set.vocabulary.actors).filter(({ kind }) => kind === null)).toEqual([]);
  });

  it.each([
    ['relevant-agencies', 'police'], ['relevant-agencies', 'partner-agencies'], ['practitioner', 'referring-agency'],
    ['integrated-care-board', 'provider-nhs-trust'], ['health', 'clinical-commissioning-group'], ['rapid-review-panel', 'attendees'],
    ['partnership-manager', 'partnership-team'], ['police', 'safeguarding-partners'], ['safeguarding-children-board', 'partnership'],
  ])('holds %s and %s for too near to be set against each other', (one, other) => {
    expect([related(one, other, rulesOf('wst')), related(other, one, rulesOf('wst'))]).toEqual([true, true]);
  });

  it.each([
    ['police', 'local-authority'], ['health', 'education'], ['national-panel', 'rapid-review-panel'], ['ofsted', 'relevant-agencies'],
    ['rapid-review-chair', 'rapid-review-group'], ['information-gathering-group', 'rapid-review-group'],
  ])('holds %s and %s for two', (one, other) => {
    expect([related(one, other, rulesOf('wst')), related(other, one, rulesOf('wst'))]).toEqual([false, false]);
  });
});
