import type { Plugin } from 'vite';
import bankHolidays from '../calendar/bank-holidays.json' with { type: 'json' };
import { possibleOutcomes } from '../policy/decisions.ts';
import type { Guidance, Policy, Vocabulary } from '../policy/model.ts';
import { packed, packedHolidays, packedVocabulary } from './packed.ts';
import { rules } from './rules.ts';
import { eachById, scriptModules } from './script-modules.ts';

/**
 * The rules as script modules, so that a page can take the one policy it needs. What no calculation and no drawing of
 * the calculator uses is left out of them.
 *
 * Gives `rulebook:policies` with `policies[ID]()`, to be made whole by `unpacked`, and `vocabularies[ID]()`, the words that
 * the policy and the national baseline use, by `unpackedVocabulary`.
 *
 * @example
 * import { policies } from 'rulebook:policies';
 * const wst = unpacked((await policies['wst']()).default);
 */
export function policyModules(): Plugin {
  return scriptModules('rulebook:policies', () => {
    const { vocabulary, policies } = rules();
    return {
      vocabularies: eachById(policies, (policy) => packedVocabulary(vocabularyInUse(vocabulary, policies.filter((one) => one === policy || one.kind === 'statutory-guidance')))),
      policies: eachById(policies, (policy) => packed(policyInUse(policy))),
    };
  });
}

/**
 * The flowcharts as script modules, drawn at build: plain data in which a page marks a case.
 *
 * Gives `rulebook:charts` with `charts[ID]()`.
 *
 * @example
 * import { charts } from 'rulebook:charts';
 * const picture = (await charts['wst']()).default;
 */
export function chartModules(): Plugin {
  return scriptModules('rulebook:charts', () => ({
    charts: eachById(rules().policies, async ({ id }) => {
      const { builtChart } = await import('./charts.ts');
      return (await builtChart(id)).picture;
    }),
  }));
}

/** Packages that the browser does without, and what stands in for each. */
const STAND_INS: Record<string, string> = {
  'jsonpath-plus': 'export function JSONPath() { throw new Error("unused"); }',
  // What the engine remembers a fact's answer by: any text that differs where the fact does.
  'hash-it': 'export default (value) => JSON.stringify(value);',
  // What the engine copies are trees of its own conditions, without dates, buffers or rings.
  'clone': `export default function clone(value) {
    if (value === null || typeof value !== 'object') return value;
    const copy = Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value));
    for (const name of Object.keys(value)) copy[name] = clone(value[name]);
    return copy;
  }`,
  // The engine's notes for its makers, for which it would look into what the browser stores.
  'json-rules-engine/debug': 'export default () => {};',
  // Words before an operator, such as "not:equal". The tests here have `equal` alone.
  'json-rules-engine/engine-default-operator-decorators': 'export default [];',
  // A function and no class, because those of the package call it without `new`.
  'eventemitter2': 'export default function Emitter() {} Emitter.prototype.emitAsync = () => Promise.resolve([]);',
};

/** The list of bank holidays as the browser has it. */
const HOLIDAYS = '\0rulebook-bank-holidays';

/** What the bundler puts around every `import()`, to fetch what the script will import in its turn. Its own counts with styles as well, and is five times as long. */
const PRELOAD_HELPER = '\0vite/preload-helper.js';
const PRELOAD = `
  const asked = new Set();
  export const __vitePreload = (load, scripts = []) => {
    for (const script of scripts) {
      if (asked.has(script)) continue;
      asked.add(script);
      document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: import.meta.env.BASE_URL + script }));
    }
    return load();
  };`;

/**
 * json-rules-engine can look inside facts by path, with a library that evaluates text as code, and tells listeners what
 * it found, with a library that matches the names of events. Here no rule does the one and nobody the other; in the
 * browser both libraries are left out, so that the page carries neither their weight nor their power. Two more, which tell
 * and copy values of any kind, have a few lines in their place that do it for the kinds there are here; two files of its own
 * are left out.
 */
export function withoutUnused(): Plugin {
  const prefix = '\0stand-in:';
  return {
    name: 'rulebook-without-unused',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id, importer) => {
      if (id.endsWith('/bank-holidays.json')) return HOLIDAYS;
      const name = importer?.includes('/json-rules-engine/') ? id.replace(/^\.\//, 'json-rules-engine/') : id;
      return Object.hasOwn(STAND_INS, name) ? prefix + name : undefined;
    },
    transform: (code, id) => (id.includes('/ical-generator/') ? withoutOwnId(code) : undefined),
    load: (id) => {
      if (id === PRELOAD_HELPER) return PRELOAD;
      if (id.startsWith(prefix)) return STAND_INS[id.slice(prefix.length)];
      if (id !== HOLIDAYS) return undefined;
      // Where the list comes from is told on the pages; what counts days has no use for it.
      const { from, to, holidays } = bankHolidays;
      return `import { unpackedHolidays } from '/src/components/packed.ts';
        export default { from: '${from}', to: '${to}', holidays: unpackedHolidays(${JSON.stringify(packedHolidays(holidays))}) };`;
    },
  };
}

/**
 * The calendar generator draws an id for every entry before it takes the one given, by a function that browsers keep
 * from a site without https: there no calendar file could be made. Every entry here is given its id.
 */
function withoutOwnId(code: string): string {
  const drawn = 'crypto.randomUUID()';
  if (!code.includes(drawn)) throw new Error('The calendar generator draws its ids otherwise than before: see that a site without https can still make a calendar file');
  return code.replaceAll(drawn, '""');
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

function policyInUse(policy: Policy): Policy {
  return {
    ...policy,
    area: null, supersedes: null, note: null, silent: [], aims: [], contacts: [],
    follows: policy.follows.map(({ guidance }) => ({ guidance, cite: [], note: null })),
    source: { ...policy.source, form: null, citedBy: null, version: null, reviewBy: null, publisher: null, url: null, retrieved: null, places: null, missing: [] },
    definitions: policy.definitions.map((definition) => ({ ...definition, includes: [], exhaustive: false, cite: [], note: null })),
    criteria: policy.criteria.map((criterion) => ({ ...criterion, note: null })),
    words: policy.words.map((word) => ({ ...word, called: word.called.slice(0, 1), cite: [], note: null })),
    steps: policy.steps.map((step) => ({ ...step, note: null, with: null, consults: null, needs: [], produces: [], records: [] })),
  };
}

/** The events, for any may be given a date; of all else what the policies name, and what that names in its turn. */
function vocabularyInUse(vocabulary: Vocabulary, policies: Policy[]): Vocabulary {
  const used = new Set(policies.flatMap(namedBy));
  const { outcomes, guidance } = vocabulary;
  const actors = eachOf(vocabulary.actors, (actor) => ({ ...actor, kind: null, near: [], partOf: null }));
  const facts = eachOf(vocabulary.facts, (fact) => ({ ...fact, about: null, happened: null }));
  // A set goes on to what is added to it while it is walked.
  for (const id of used) if (actors[id] !== undefined) for (const next of idsIn(actors[id])) used.add(next);
  const bare = <T extends { meaning: string | null }>(terms: Record<string, T>, keep = (id: string) => used.has(id)): Record<string, T> =>
    Object.fromEntries(Object.entries(terms).filter(([id]) => keep(id)).map(([id, term]) => [id, { ...term, meaning: null }]));
  return {
    stages: [], dimensions: [], tasks: {}, documents: {}, tests: {},
    actors: bare(actors), events: bare(vocabulary.events, () => true), facts: bare(facts), outcomes: bare(outcomes), guidance: bare(eachOf(guidance, cited)),
  };
}

/** Guidance as it is cited: by its short name, and whether it was read. */
function cited({ title, shortTitle, unverified, ...guidance }: Guidance): Guidance {
  return { ...guidance, title: shortTitle ?? title, shortTitle: null, url: null, unverified: unverified === null ? null : 'Not read.' };
}

/** What a policy names. The baseline is asked beside every other. */
function namedBy(policy: Policy): readonly string[] {
  let named = namedBefore.get(policy);
  if (named === undefined) namedBefore.set(policy, named = [...new Set([...idsIn(policyInUse(policy)), ...policy.steps.flatMap(possibleOutcomes)])]);
  return named;
}

const namedBefore = new WeakMap<Policy, readonly string[]>();

function idsIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"([a-z0-9-]+)"/g)].map(([, id]) => id!);
}

function eachOf<T>(terms: Record<string, T>, change: (term: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(terms).map(([id, term]) => [id, change(term)]));
}
