/** The checks know kinds of fault and no document: nothing in their code is an id of a policy or of one of its steps. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { doubtAnchor, stepAnchor, testAnchor } from '../../src/components/anchors.ts';
import { doubtPlace, stepPlace, testPlace } from '../../src/findings/finding.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const { policies, vocabulary } = loadPolicySet('policies').set!;
const files = readdirSync('src/findings').map((file) => `src/findings/${file}`);

it.each(files)('%s names no policy, no step, no criterion and no limit of any document', (file) => {
  const code = readFileSync(file, 'utf8').replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const quoted = new Set([...code.matchAll(/'([a-z0-9/-]+)'/g)].map(([, text]) => text!));
  const common = new Set([vocabulary.tasks, vocabulary.outcomes].flatMap((terms) => Object.keys(terms)));
  const own = policies.flatMap((policy) => [
    policy.id, ...policy.clocks.map(({ id }) => id), ...policy.criteria.map(({ id }) => id),
    ...policy.steps.flatMap((step) => [step.id, ...step.limits.map(({ address }) => address)]),
  ]);
  expect(own.filter((id) => quoted.has(id) && !common.has(id))).toEqual([]);
});

it('a finding leads to the anchors that the procedure page has', () => {
  expect(stepPlace('send-scoping')).toBe(`#${stepAnchor('send-scoping')}`);
  expect(testPlace('serious-incident')).toBe(`#${testAnchor('serious-incident')}`);
  expect(doubtPlace('return-scoping/limit')).toBe(`#${doubtAnchor('return-scoping/limit')}`);
});
