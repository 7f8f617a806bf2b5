import type { Plugin } from 'vite';
import type { Policy, Vocabulary } from '../policy/model.ts';
import { rules } from './rules.ts';

const NAME = 'rulebook:policies';
const RESOLVED = `\0${NAME}`;
const CHARTS = 'rulebook:charts';
const RESOLVED_CHARTS = `\0${CHARTS}`;

/**
 * The rules as script modules, so that a page can take the one policy it needs by `import()` and never by a request
 * for data (the site's security policy forbids those). What no calculation and no drawing of the calculator uses is
 * left out of them.
 *
 * Gives `rulebook:policies` with `vocabulary()` and `policies[ID]()`, each a function that imports its own module.
 *
 * @example
 * import { policies, vocabulary } from 'rulebook:policies';
 * const wst = (await policies['wst']()).default;
 */
export function policyModules(): Plugin {
  return {
    name: 'rulebook-policies',
    resolveId: (id) => (id === NAME || id.startsWith(`${NAME}/`) ? `\0${id}` : undefined),
    load: (id) => {
      if (id !== RESOLVED && !id.startsWith(`${RESOLVED}/`)) return undefined;
      const { vocabulary, policies } = rules();
      if (id === RESOLVED) return indexModule(policies.map((policy) => policy.id));
      const wanted = id.slice(RESOLVED.length + 1);
      const policy = policies.find((one) => one.id === wanted);
      if (wanted !== 'vocabulary' && policy === undefined) throw new Error(`There is no policy called ${wanted}`);
      const value = policy === undefined ? vocabularyInUse(vocabulary) : policyInUse(policy);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
    },
  };
}

/**
 * The flowcharts as script modules, drawn at build: plain data in which a page marks a case.
 *
 * Gives `rulebook:charts` with `charts[ID]()`, each a function that imports its own module.
 *
 * @example
 * import { charts } from 'rulebook:charts';
 * const picture = (await charts['wst']()).default;
 */
export function chartModules(): Plugin {
  return {
    name: 'rulebook-charts',
    resolveId: (id) => (id === CHARTS || id.startsWith(`${CHARTS}/`) ? `\0${id}` : undefined),
    load: async (id) => {
      if (id !== RESOLVED_CHARTS && !id.startsWith(`${RESOLVED_CHARTS}/`)) return undefined;
      const { vocabulary, policies } = rules();
      if (id === RESOLVED_CHARTS) {
        const entries = policies.map((policy) => `${JSON.stringify(policy.id)}: () => import(${JSON.stringify(`${CHARTS}/${policy.id}`)})`);
        return `export const charts = { ${entries.join(', ')} };`;
      }
      const wanted = id.slice(RESOLVED_CHARTS.length + 1);
      const policy = policies.find((one) => one.id === wanted);
      if (policy === undefined) throw new Error(`There is no policy called ${wanted}`);
      const { chartOf } = await import('../diagram/chart.ts');
      const { picture } = await chartOf(policy, vocabulary);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(picture))})`;
    },
  };
}

/** Packages that the browser does without, and what stands in for each. */
const STAND_INS: Record<string, string> = {
  'jsonpath-plus': 'export function JSONPath() { throw new Error("No rule looks inside a fact"); }',
  // What the engine remembers a fact's answer by: any text that differs where the fact does.
  'hash-it': 'export default (value) => JSON.stringify(value);',
  // A function and no class, because those of the package call it without `new`.
  'eventemitter2': 'export default function Emitter() {} Emitter.prototype.emitAsync = () => Promise.resolve([]);',
};

/**
 * json-rules-engine can look inside facts by path, with a library that evaluates text as code, and tells listeners what
 * it found, with a library that matches the names of events. Here no rule does the one and nobody the other; in the
 * browser both libraries are left out, so that the page carries neither their weight nor their power.
 */
export function withoutUnused(): Plugin {
  const prefix = '\0stand-in:';
  return {
    name: 'rulebook-without-unused',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id) => (Object.hasOwn(STAND_INS, id) ? prefix + id : undefined),
    load: (id) => (id.startsWith(prefix) ? STAND_INS[id.slice(prefix.length)] : undefined),
  };
}

/**
 * Few cases have a limit in months, and what counts them is the largest library of all: in the browser it is fetched
 * when a case needs it.
 */
export function monthsOnDemand(): Plugin {
  return {
    name: 'rulebook-months-on-demand',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id, importer) => (id === './months.ts' && importer?.endsWith('/calendar/working-days.ts')
      ? importer.replace(/working-days\.ts$/, 'months-on-demand.ts') : undefined),
  };
}

function indexModule(ids: string[]): string {
  const entries = ids.map((id) => `${JSON.stringify(id)}: () => import(${JSON.stringify(`${NAME}/${id}`)})`);
  return [
    `export const vocabulary = () => import(${JSON.stringify(`${NAME}/vocabulary`)});`,
    `export const policies = { ${entries.join(', ')} };`,
  ].join('\n');
}

function policyInUse(policy: Policy): Policy {
  return {
    ...policy,
    note: null, silent: [], aims: [], contacts: [],
    follows: policy.follows.map(({ guidance }) => ({ guidance, cite: [], note: null })),
    source: { ...policy.source, places: null, missing: [] },
    words: policy.words.map((word) => ({ ...word, cite: [], note: null })),
    steps: policy.steps.map((step) => ({ ...step, note: null, needs: [], produces: [], records: [] })),
  };
}

function vocabularyInUse(vocabulary: Vocabulary): Vocabulary {
  const bare = <T extends { meaning: string | null }>(terms: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(terms).map(([id, term]) => [id, { ...term, meaning: null }]));
  return {
    stages: [], dimensions: [], tasks: {}, documents: {}, tests: {},
    actors: bare(vocabulary.actors),
    events: bare(vocabulary.events),
    facts: bare(vocabulary.facts),
    outcomes: bare(vocabulary.outcomes),
    guidance: bare(vocabulary.guidance),
  };
}
