/** What can be found, read off the rules, the findings and the site's own pages. Build only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capital, conditionPhrase, datedText, joined, kindText, outcomeText, whoText, type Speech } from '../../engine/words.ts';
import { KINDS as FINDINGS, type Finding } from '../../findings/finding.ts';
import type { Criterion, Id, Policy, PolicySet, Step, Who } from '../../policy/model.ts';
import { clockInWordsOf } from '../../policy/readings.ts';
import { stepAnchor, testAnchor } from '../anchors.ts';
import { MOST_TICKED } from '../compare/chooser.ts';
import { glossary, type GlossaryTerm } from '../glossary.ts';
import { findingPath } from '../findings/place.ts';
import { stagedCases } from '../learn/cases.ts';
import type { IndexedEntry } from './finder.ts';

const PAGES = 'src/pages';
const COURSE = 'content/learn';
/** These are come upon, and not looked for. */
const NOT_LOOKED_FOR = ['/404/', '/search/'];

/**
 * Everything that can be found: each document, its steps, tests and definitions, the findings, the terms of the glossary,
 * the rows of the comparison, and the pages of the site, with the parts of the course and the cases.
 *
 * @example searchEntries(rules(), builtFindings().findings).filter(({ kind }) => kind === 'step')
 */
export function searchEntries(set: PolicySet, findings: readonly Finding[]): IndexedEntry[] {
  const titles = new Map(set.policies.map(({ id, title }) => [id, title]));
  return [
    ...set.policies.flatMap((policy) => {
      const speech = { policy, vocabulary: set.vocabulary };
      return [documentEntry(policy), ...policy.criteria.map((criterion) => testEntry(criterion, speech)), ...definitionEntries(speech), ...policy.steps.map((step) => stepEntry(step, speech))];
    }),
    ...findings.map((finding): IndexedEntry => ({
      kind: 'finding', title: FINDINGS[finding.kind], document: titles.get(finding.policy) ?? null, path: findingPath(finding), text: finding.statement, also: '',
    })),
    ...glossary(set).flatMap(({ terms }) => terms.map(termEntry)),
    ...set.vocabulary.dimensions.map(({ id, title, meaning }): IndexedEntry => ({
      kind: 'row', title, document: null, path: set.policies.length <= MOST_TICKED ? `/compare/#row-${id}` : `/compare/rows/${id}/`, text: meaning ?? '', also: 'compare',
    })),
    ...pageEntries(),
  ];
}

function documentEntry(policy: Policy): IndexedEntry {
  const { source, area } = policy;
  return {
    kind: 'document', title: policy.title, document: null, path: `/procedures/${policy.id}/`,
    text: `${source.title}. ${kindText(policy.kind)}. ${datedText(policy)}.`, also: `${area ?? ''} ${source.publisher ?? ''} procedure`,
  };
}

function stepEntry(step: Step, speech: Speech): IndexedEntry {
  const { policy, vocabulary } = speech;
  const bodies: (Who | null)[] = [step.actor, step.with, step.consults, step.recommends, step.finalSay];
  const ids = [...bodies.flatMap((who) => who?.actors ?? []), ...step.tells.map(({ who }) => who), ...seatsOf(step)];
  const written = step.limits.flatMap((limit) => limit.asWritten ?? clockInWordsOf(policy, limit)?.asWritten ?? []);
  return {
    kind: 'step', title: step.title, document: policy.title, path: `${pathOf(policy.id)}#${stepAnchor(step.id)}`,
    text: sentences([whoText(step.actor ?? step.with, speech), joined([...new Set(written)].map((words) => `“${words}”`), 'and')]),
    also: unique([
      ...bodies.map((who) => whoText(who, speech) ?? ''), ...ids.map((id) => vocabulary.actors[id]?.title ?? ''), ...step.does.map((task) => vocabulary.tasks[task]?.title ?? ''),
      ...step.outcomes.map(({ outcome }) => outcomeText(step.id, outcome, speech)), ...step.produces.map((id) => vocabulary.documents[id]?.title ?? ''),
      step.quorum === null ? '' : 'quorum',
    ]),
  };
}

function seatsOf({ quorum }: Step): Id[] {
  return quorum === null ? [] : [...quorum.must, ...quorum.should, ...quorum.may].map(({ who }) => who);
}

function testEntry(criterion: Criterion, speech: Speech): IndexedEntry {
  const { policy, vocabulary } = speech;
  return {
    kind: 'test', title: criterion.title, document: policy.title, path: `${pathOf(policy.id)}#${testAnchor(criterion.id)}`,
    text: criterion.when === null ? 'Named, and not listed.' : `${capital(conditionPhrase(criterion.when, speech))}.`,
    also: `criteria criterion test ${criterion.for === null ? '' : vocabulary.tests[criterion.for]?.title ?? ''}`,
  };
}

function definitionEntries({ policy, vocabulary }: Speech): IndexedEntry[] {
  return policy.definitions.map(({ fact, includes }) => ({
    kind: 'test', title: `“${vocabulary.facts[fact]?.title ?? fact}”`, document: policy.title, path: `${pathOf(policy.id)}#means-${fact}`,
    text: includes.length === 0 ? 'What it means.' : `Includes ${includes.join('; ').replace(/\.$/, '')}.`, also: 'definition means judgement',
  }));
}

function termEntry({ anchor, title, meaning, ask, called, after, before }: GlossaryTerm): IndexedEntry {
  return {
    kind: 'term', title, document: null, path: `/glossary/#${anchor}`, text: meaning ?? ask ?? '',
    also: unique([ask ?? '', ...called.flatMap(({ words }) => words.called), after?.title ?? '', ...before.map((older) => older.title)]),
  };
}

/** The pages that say of themselves, in so many words, what they are called and what is on them; the parts of the course; the cases. */
function pageEntries(): IndexedEntry[] {
  const page = (title: string, path: string, text: string, also = ''): IndexedEntry => ({ kind: 'page', title, document: null, path, text, also });
  const pages = namesIn(PAGES, '.astro').flatMap((file) => {
    const [, attributes = ''] = /<Page\s([^]*?)>\s*\n/.exec(readFileSync(join(PAGES, file), 'utf8')) ?? [];
    const said = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? null;
    const [title, description, path] = [said('title'), said('description'), said('path')];
    return title === null || description === null || path === null || NOT_LOOKED_FOR.includes(path) ? [] : [page(title, path, description)];
  });
  const parts = namesIn(COURSE, '.mdx').map((file) => {
    const head = readFileSync(join(COURSE, file), 'utf8').split(/^---$/m)[1] ?? '';
    const said = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(head)?.[1] ?? '';
    return page(said('title'), `/learn/course/${said('slug')}/`, said('description'), 'course part learn');
  });
  return [...pages, ...parts, ...stagedCases().map(({ id, title, teaches }) => page(title, `/learn/cases/${id}/`, teaches, 'case learn'))];
}

function namesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)).sort();
}

const pathOf = (policy: Id): string => `/procedures/${policy}/`;
const sentences = (parts: (string | null)[]): string => parts.filter((part) => part !== null && part !== '').map((part) => `${part}.`).join(' ');
const unique = (texts: string[]): string => [...new Set(texts.filter((text) => text !== ''))].join('. ');
