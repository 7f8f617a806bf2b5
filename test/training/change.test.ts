/** A rule that changes takes its questions with it: a copy of a policy file is edited, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { loadPolicyTexts } from '../../src/policy/load.ts';
import type { PolicySet } from '../../src/policy/model.ts';
import { stemsOf } from '../../src/training/paper.ts';
import type { Question } from '../../src/training/question.ts';
import { seeded } from '../../src/training/random.ts';
import { setOf } from '../engine/sets.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The published set, with one text of one policy file put in another's place. */
function editedSet(file: string, from: string, to: string): PolicySet {
  const texts = readdirSync('policies').filter((name) => name.endsWith('.yaml')).map((name) => {
    const content = readFileSync(join('policies', name), 'utf8');
    if (name !== file) return { file: name, content };
    expect(content.split(from)).toHaveLength(2);
    return { file: name, content: content.replace(from, to) };
  });
  const { set, faults } = loadPolicyTexts(texts.filter((text) => text.file !== 'vocabulary.yaml'), texts.find((text) => text.file === 'vocabulary.yaml')!);
  expect(faults).toEqual([]);
  return set!;
}

/** Each stem's question for one case, by stem. */
function questionsOf(set: PolicySet, policy: string): Map<string, Question> {
  const drawn = stemsOf(set, policy).flatMap((stem) => {
    const question = [0, 1, 2, 3, 4, 5].map((turn) => stem.draw(seeded(3, stem.id, turn))).find((one) => one !== null);
    return question ? [[stem.id, question] as const] : [];
  });
  return new Map(drawn);
}

const RETURN = `    limits:
      asWritten: within 5 working days
      within: 5`;
const before = questionsOf(editedSet('west-midlands.yaml', RETURN, RETURN), 'west-midlands');

describe('the return of the template in 6 working days instead of 5', () => {
  const changed = editedSet('west-midlands.yaml', RETURN, RETURN.replace('within 5', 'within 6').replace('within: 5', 'within: 6'));
  const after = questionsOf(changed, 'west-midlands');

  it('changes the right days, and what they are explained by', () => {
    const stem = 'date/alone/return-scoping/limit/return-scoping/limit=from-referral';
    const [old, now] = [before.get(stem)!, after.get(stem)!];
    expect(old.prompt).toContain('within 5 working days');
    expect(now.prompt).toContain('within 6 working days');
    const right = ({ options }: Question) => options.filter(({ correct }) => correct);
    expect(now.rests.on).toEqual(old.rests.on);
    expect(right(now).map(({ date }) => date)).not.toEqual(right(old).map(({ date }) => date));
    expect(right(now)[0]!.because).toContain('6 days counted');
    expect(right(old)[0]!.because).toContain('5 days counted');
  });

  it('changes how long is allowed, with the words it stands in', () => {
    const now = after.get('how-long/return-scoping/limit')!;
    expect(now.options.filter(({ correct }) => correct).map(({ text }) => text)).toEqual(['6 working days']);
    expect(now.options.find(({ correct }) => correct)!.because).toContain('within 6 working days');
  });

  it('changes nothing that does not rest on it', () => {
    const untouched = ['who/does/return-scoping', 'modality/return-scoping', 'next/return-scoping', 'start/send-scoping/limit', 'room/all/rapid-review-meeting'];
    for (const stem of untouched) expect(after.get(stem), stem).toEqual(before.get(stem));
  });

  it('is another area’s wrong answer elsewhere', () => {
    const { draw } = stemsOf(changed, 'kscp').find(({ id }) => id === 'how-long/return-scoping/limit')!;
    const offered = Array.from({ length: 20 }, (_, turn) => draw(seeded(turn))!.options).flat();
    const [wrong] = offered.filter(({ text }) => text === '6 working days');
    expect(wrong).toMatchObject({ correct: false, misconception: 'another-area' });
    expect(wrong!.because).toContain('West Midlands');
  });
});

it('a doubt that is settled leaves one right answer, and takes its questions away', () => {
  const start = `      unit: working-day
      doubt: not-stated
      readings:
        - id: from-referral
          from: referral-received
          because: The limits before and after it, in 4.3.3 and 4.4.2, both run from receiving the referral.
        - id: from-sending
          from: send-scoping
          because: An agency can only begin once it has the template, and the sentence before it is about sending it.`;
  const after = questionsOf(editedSet('west-midlands.yaml', start, '      unit: working-day\n      from: send-scoping'), 'west-midlands');
  const right = (questions: Map<string, Question>) => questions.get('start/return-scoping/limit')!.options.filter(({ correct }) => correct).map(({ text }) => text);
  expect(right(before)).toHaveLength(2);
  expect(right(after)).toEqual(['The day of “Send the scoping template and letter”']);
  expect(before.has('doubt/what/return-scoping/limit')).toBe(true);
  expect(after.has('doubt/what/return-scoping/limit')).toBe(false);
  expect(after.get('doubt/clear/return-scoping/limit')?.options.find(({ correct }) => correct)?.text).toBe('None of these');
});

it('another quorum is another right answer', () => {
  const quorum = 'must: [clinical-commissioning-group, police, local-authority]\n      should: other-individuals';
  const after = questionsOf(editedSet('west-midlands.yaml', quorum, 'must: [clinical-commissioning-group, police, local-authority, education]'), 'west-midlands');
  const [old, now] = [before, after].map((questions) => questions.get('room/all/rapid-review-meeting')!.options.find(({ correct }) => correct)!.text);
  expect(old).not.toMatch(/education/i);
  expect(now).toMatch(/education/i);
  expect(after.has('room/without/education/rapid-review-meeting')).toBe(true);
});

describe('one reading of a limit, asked about by itself', () => {
  const inDoubt = '{ id: doubtful, asWritten: in 5 days, within: 5, from: start, doubt: ambiguous, readings: [{ id: working, unit: working-day, because: one }, { id: calendar, unit: calendar-day, because: other }] }';
  const toldOf = (limits: string): string => {
    const set = setOf(`steps:\n  - { id: s, does: work, title: S, trigger: start, limits: [${limits}] }\n`);
    const stem = stemsOf(set, 'p').find(({ id }) => id.startsWith('date/alone/s/') && id.endsWith('=working'))!;
    const question = [0, 1, 2, 3, 4, 5].map((turn) => stem.draw(seeded(turn))).find((one) => one !== null);
    return question!.prompt;
  };

  it('is said to be taken alone where the step has another limit, which may be tighter', () => {
    expect(toldOf(`${inDoubt}, { id: other, asWritten: in 3 days, within: 3, unit: working-day, from: other }`)).toContain('Take the limit “in 5 days” alone, and to mean within 5 working days after');
  });

  it('is only said to be so read where it has none', () => {
    expect(toldOf(inDoubt)).toContain('Take “in 5 days” to mean within 5 working days after');
  });
});
