/** What the course asks of the rules is there: a part that named something else would show nothing in its place. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/training/question.ts';
import { set } from './papers.ts';

const folder = 'content/learn';
const parts = readdirSync(folder).sort().map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const { vocabulary, policies } = set;

/** The values of an attribute of a component, wherever a text uses it. */
const values = (text: string, component: string, attribute: string): string[] =>
  [...text.matchAll(new RegExp(`<${component}\\s[^>]*?${attribute}="([^"]+)"`, 'g'))].map(([, value]) => value!);

it('has eight parts', () => {
  expect(parts).toHaveLength(8);
});

describe.each(parts)('$name', ({ text }) => {
  it('asks only for rows, bodies, tests, answers and tasks that the vocabulary has', () => {
    const dimensions = vocabulary.dimensions.map(({ id }) => id);
    for (const dimension of values(text, 'Across', 'dimension')) expect(dimensions).toContain(dimension);
    for (const ids of values(text, 'Bodies', 'ids')) for (const id of ids.split(',')) expect(Object.keys(vocabulary.actors)).toContain(id.trim());
    for (const test of [...values(text, 'Test', 'for'), ...values(text, 'VerdictsOn', 'test')]) expect(Object.keys(vocabulary.tests)).toContain(test);
    for (const task of [...values(text, 'SameCase', 'task'), ...values(text, 'NationalStep', 'task')]) expect(Object.keys(vocabulary.tasks)).toContain(task);
    for (const facts of values(text, 'VerdictsOn', 'facts')) {
      for (const one of facts.split(',')) {
        const [fact, answer] = one.split(':').map((part) => part.trim());
        expect(Object.keys(vocabulary.facts)).toContain(fact);
        expect(['yes', 'no', 'unknown']).toContain(answer);
      }
    }
  });

  it('ends with questions of kinds that there are', () => {
    const asked = values(text, 'Questions', 'kinds');
    expect(asked).toHaveLength(1);
    for (const kind of asked[0]!.split(',')) expect(KINDS).toContain(kind.trim());
  });

  it('types nothing about a policy: no name of one, no number of days, no place', () => {
    // What stands in a component is data for it, and a heading may say what a part is about.
    const prose = text.replace(/^---[\s\S]*?---/, '').replaceAll(/<[A-Z][\s\S]*?\/>/g, '').replaceAll(/<\/?[A-Z][^>]*>/g, '');
    for (const { id, title } of policies) {
      if (id !== 'national') expect(prose).not.toContain(title);
    }
    expect(prose).not.toMatch(/\b(?:within|by day|day \d+ to)\s+\d/i);
    expect(prose).not.toMatch(/\b\d+ (?:working|calendar) days\b/);
  });

  it('has at least one part that is drawn from the rules', () => {
    expect(text).toMatch(/<(?:Across|Bodies|Stages|Starts|Test|SameCase|DoubtShown|VerdictsOn|Conventions|Count)\b/);
  });
});
