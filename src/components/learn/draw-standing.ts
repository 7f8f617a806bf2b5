/** What the rules make of a case at one of its stages: the tests that were asked about, and the days. */
import type { Policy, Vocabulary } from '../../policy/model.ts';
import type { Ask, Standing } from '../../training/staged-case.ts';
import { entry } from '../draw/entry.ts';
import { h, type Drawn } from '../draw/node.ts';
import { verdict } from '../draw/verdict.ts';

/**
 * The engine's own answer under one policy, with its reasons.
 *
 * @param asks what the stage asked of this policy
 * @param procedure the address of the policy's page
 */
export function drawStanding({ timetable, judgement }: Standing, policy: Policy, asks: readonly Ask[], vocabulary: Vocabulary, procedure: string): Drawn {
  const national = policy.kind === 'statutory-guidance';
  const speech = { policy, vocabulary };
  const tests = new Set(asks.filter(({ what }) => what === 'test').map(({ id }) => id));
  const steps = new Set(asks.filter(({ what }) => what === 'last' || what === 'first').map(({ id }) => id));
  const context = { speech, national, procedure, asAt: null, explained: new Set<string>(), isOpen: () => true };
  const verdicts = judgement.criteria.filter(({ id }) => tests.has(id));
  const entries = timetable.steps.filter(({ id }) => steps.has(id));
  return h('section', { class: `standing${national ? ' standing--national' : ''}` },
    h('h4', { class: 'standing__policy' }, national ? `National: ${policy.title}` : policy.title),
    verdicts.map((one) => verdict(one, policy.criteria.find(({ id }) => id === one.id)!, timetable.facts, speech, procedure, national)),
    entries.length === 0 ? null : h('ol', { class: 'timetable' }, entries.map((worked) => entry(worked, policy.steps.find(({ id }) => id === worked.id)!, context))));
}
