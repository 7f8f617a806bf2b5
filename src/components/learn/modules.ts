import type { Plugin } from 'vite';
import type { Policy, PolicySet, Vocabulary } from '../../policy/model.ts';
import { rules } from '../rules.ts';
import { eachById, scriptModules } from '../script-modules.ts';

/** What is known of every document before its rules are fetched. */
type Head = Pick<Policy, 'id' | 'title' | 'kind'>;

/** What the questions on any document share. */
export interface TrainingFrame { vocabulary: Vocabulary; heads: Head[] }

/**
 * The rules that questions are drawn from, as script modules: one for what all share, one for each document, so that a
 * page takes the document it asks about and those that stand beside it. What no question uses is left out.
 *
 * Gives `rulebook:training` with `frame()` and `policies[ID]()`.
 *
 * @example
 * import { frame, policies } from 'rulebook:training';
 * const { vocabulary } = (await frame()).default;
 */
export function trainingModules(): Plugin {
  return scriptModules('rulebook:training', () => {
    const { policies, vocabulary } = rulesForQuestions(rules());
    const frame: TrainingFrame = { vocabulary, heads: policies.map(({ id, title, kind }) => ({ id, title, kind })) };
    return { frame: () => frame, policies: eachById(policies, (policy) => policy) };
  });
}

/** The set without what no question is made of: the same seed draws the same paper from either. */
export function rulesForQuestions({ policies, vocabulary }: PolicySet): PolicySet {
  return { policies: policies.map(policyForQuestions), vocabulary: vocabularyForQuestions(vocabulary) };
}

function policyForQuestions(policy: Policy): Policy {
  return {
    ...policy,
    note: null, silent: [], aims: [], contacts: [],
    follows: policy.follows.map(({ guidance }) => ({ guidance, cite: [], note: null })),
    source: { ...policy.source, places: null, missing: [] },
    words: policy.words.map((word) => ({ ...word, called: word.called.slice(0, 1), cite: [], note: null })),
    steps: policy.steps.map((step) => ({ ...step, note: null, needs: [], produces: [], records: [] })),
  };
}

function vocabularyForQuestions(vocabulary: Vocabulary): Vocabulary {
  const bare = <T extends { meaning: string | null }>(terms: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(terms).map(([id, term]) => [id, { ...term, meaning: null }]));
  return {
    stages: [], documents: {}, tests: {},
    tasks: bare(vocabulary.tasks),
    actors: bare(vocabulary.actors),
    events: bare(vocabulary.events),
    facts: vocabulary.facts,
    outcomes: bare(vocabulary.outcomes),
    guidance: bare(vocabulary.guidance),
    dimensions: vocabulary.dimensions.filter(({ select }) => select.by === 'does' && select.show === 'quorum').map((dimension) => ({ ...dimension, meaning: null })),
  };
}
