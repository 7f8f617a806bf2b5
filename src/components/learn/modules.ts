import type { Plugin } from 'vite';
import type { Policy, PolicySet, Vocabulary } from '../../policy/model.ts';
import { rules } from '../rules.ts';

const NAME = 'rulebook:training';
const RESOLVED = `\0${NAME}`;
const FRAME = 'frame';
const POLICY = 'policy/';

/** What is known of every document before its rules are fetched. */
export type Head = Pick<Policy, 'id' | 'title' | 'kind'>;

/** What the questions on any document share. */
export interface TrainingFrame { vocabulary: Vocabulary; heads: Head[] }

/**
 * The rules that questions are drawn from, as script modules: one for what all share, one for each document, so that a
 * page takes the document it asks about and those that stand beside it. What no question uses is left out.
 *
 * Gives `rulebook:training` with `frame()` and `policies[ID]()`, each a function that imports its own module.
 *
 * @example
 * import { frame, policies } from 'rulebook:training';
 * const { vocabulary } = (await frame()).default;
 */
export function trainingModules(): Plugin {
  return {
    name: 'rulebook-training',
    resolveId: (id) => (id === NAME || id.startsWith(`${NAME}/`) ? `\0${id}` : undefined),
    load: (id) => {
      if (id !== RESOLVED && !id.startsWith(`${RESOLVED}/`)) return undefined;
      const set = rulesForQuestions(rules());
      if (id === RESOLVED) return indexModule(set.policies.map((policy) => policy.id));
      const wanted = id.slice(RESOLVED.length + 1);
      const policy = set.policies.find((one) => `${POLICY}${one.id}` === wanted);
      if (wanted !== FRAME && policy === undefined) throw new Error(`The questions have no part called ${wanted}`);
      const frame: TrainingFrame = { vocabulary: set.vocabulary, heads: set.policies.map(({ id: one, title, kind }) => ({ id: one, title, kind })) };
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(policy ?? frame))})`;
    },
  };
}

function indexModule(ids: string[]): string {
  const entries = ids.map((id) => `${JSON.stringify(id)}: () => import(${JSON.stringify(`${NAME}/${POLICY}${id}`)})`);
  return [`export const frame = () => import(${JSON.stringify(`${NAME}/${FRAME}`)});`, `export const policies = { ${entries.join(', ')} };`].join('\n');
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
