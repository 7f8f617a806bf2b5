import type { Plugin } from 'vite';
import type { Policy, PolicySet, Vocabulary } from '../../policy/model.ts';
import { rules } from '../rules.ts';

const NAME = 'rulebook:training';

/**
 * All the rules that questions are drawn from, as one script module: a question on one document has its wrong answers
 * from the others. What no question uses is left out.
 *
 * Gives `rulebook:training`, whose default export is a set of policies.
 *
 * @example
 * const { default: set } = await import('rulebook:training');
 */
export function trainingModule(): Plugin {
  return {
    name: 'rulebook-training',
    resolveId: (id) => (id === NAME ? `\0${id}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export default JSON.parse(${JSON.stringify(JSON.stringify(rulesForQuestions(rules())))})` : undefined),
  };
}

/** The set without what no question is made of: the same seed draws the same paper from either. */
export function rulesForQuestions({ policies, vocabulary }: PolicySet): PolicySet {
  return { policies: policies.map(policyForQuestions), vocabulary: vocabularyForQuestions(vocabulary) };
}

function policyForQuestions(policy: Policy): Policy {
  return {
    ...policy,
    note: null, silent: [], aims: [], contacts: [], follows: [],
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
