/**
 * Every id that a policy file uses is one that something defines: the vocabulary, the file itself, or another file.
 */
import type { CheckedPolicy, PolicyCheck, SetCheck } from './checked.ts';
import type { Fault } from './fault.ts';
import type { Id, Vocabulary } from './model.ts';
import { nearMiss } from './near-miss.ts';
import { referencesOf } from './references.ts';
import type { Reference, ReferenceKind } from './references.ts';
import type { YamlText } from './yaml-text.ts';

/** Refuses an actor that the vocabulary does not have. */
export const assertEveryActorExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'actor', Object.keys(vocabulary.actors), 'an actor of the vocabulary');

/** Refuses an event in `trigger` or `marks` that the vocabulary does not have. */
export const assertEveryEventExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'event', Object.keys(vocabulary.events), 'an event of the vocabulary');

/** Refuses the definition of a fact that the vocabulary does not have. */
export const assertEveryFactExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'fact', Object.keys(vocabulary.facts), 'a fact of the vocabulary');

/** Refuses a document that the vocabulary does not have. */
export const assertEveryDocumentExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'document', Object.keys(vocabulary.documents), 'a document of the vocabulary');

/** Refuses an outcome that the vocabulary does not have. */
export const assertEveryOutcomeExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'outcome', Object.keys(vocabulary.outcomes), 'an outcome of the vocabulary');

/** Refuses guidance, in `follows` and in a citation's `of`, that the vocabulary does not have. */
export const assertEveryGuidanceExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'guidance', Object.keys(vocabulary.guidance), 'guidance of the vocabulary');

/** Refuses a task that the vocabulary does not have. */
export const assertEveryTaskExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'task', Object.keys(vocabulary.tasks), 'a task of the vocabulary');

/** Refuses a stage, in `covers`, that the vocabulary does not have. */
export const assertEveryStageExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'stage', vocabulary.stages.map(({ id }) => id), 'a stage of the vocabulary');

/** Refuses a criterion `for` a test that the vocabulary does not have. */
export const assertEveryTestExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'test', Object.keys(vocabulary.tests), 'a test of the vocabulary');

/** Refuses a silence about a dimension that the vocabulary does not have. */
export const assertEveryDimensionExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'dimension', vocabulary.dimensions.map(({ id }) => id), 'a dimension of the vocabulary');

/** Refuses a document's word for something that the vocabulary does not have at all. */
export const assertEveryWordExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'word', everyTermOf(vocabulary), 'an id of the vocabulary');

/** Refuses a start that is neither an event of the vocabulary nor a step of the file. */
export const assertEveryStartExists: PolicyCheck = (checked, vocabulary) => {
  const known = [...Object.keys(vocabulary.events), ...stepsOf(checked)];
  return unknown(checked, vocabulary, 'start', known, 'an event of the vocabulary or a step of this file');
};

/** Refuses a condition whose leaf is no fact, no criterion of the file and no outcome of one of its steps. */
export const assertEveryConditionExists: PolicyCheck = (checked, vocabulary) => {
  const outcomes = outcomesOf(checked);
  const criteria = (checked.raw.criteria ?? []).map(({ id }) => id);
  const known = [...Object.keys(vocabulary.facts), ...criteria];
  return referencesOf(checked.raw).filter(({ kind }) => kind === 'condition').flatMap((reference) => {
    if (reference.id.includes('/')) return outcomes.includes(reference.id) ? [] : [unknownOutcome(checked, reference, outcomes)];
    return known.includes(reference.id) ? [] : [unknownId(checked.text, reference, known, 'a fact of the vocabulary or a criterion of this file', vocabulary)];
  });
};

/** Refuses a limit that counts by a clock which the file does not have. */
export const assertEveryClockExists: PolicyCheck = (checked, vocabulary) =>
  unknown(checked, vocabulary, 'clock', (checked.raw.clocks ?? []).map(({ id }) => id), 'a clock of this file');

/** Refuses the test of a decision that is neither a criterion of the file nor "judgement". */
export const assertEveryTestIsACriterion: PolicyCheck = (checked, vocabulary) => {
  const known = [...(checked.raw.criteria ?? []).map(({ id }) => id), 'judgement'];
  return unknown(checked, vocabulary, 'criterion', known, 'a criterion of this file, or "judgement"');
};

/** Refuses a path, forward or back, to a step that the file does not have. */
export const assertEveryNextExists: PolicyCheck = (checked, vocabulary) => [
  ...unknown(checked, vocabulary, 'next', [...stepsOf(checked), 'end'], 'a step of this file, or "end"'),
  ...unknown(checked, vocabulary, 'step', stepsOf(checked), 'a step of this file'),
];

/** Refuses to supersede a policy that is not in the set, or that is the file itself. */
export const assertSupersededPoliciesExist: SetCheck = ({ policies, files }) =>
  policies.flatMap(({ raw, policy, text }) => referencesOf(raw).filter(({ kind }) => kind === 'policy').flatMap((reference) => {
    const others = files.map(({ id }) => id).filter((id) => id !== policy.id);
    if (reference.id === policy.id) return [text.faultAt(reference.path, 'this policy supersedes itself', 'name the older edition')];
    return others.includes(reference.id) ? [] : [unknownId(text, reference, others, 'another policy of this set', null)];
  }));

function unknown(
  { raw, text }: CheckedPolicy, vocabulary: Vocabulary, kind: ReferenceKind, known: readonly Id[], wanted: string,
): Fault[] {
  const ids = new Set(known);
  return referencesOf(raw)
    .filter((reference) => reference.kind === kind && !ids.has(reference.id))
    .map((reference) => unknownId(text, reference, known, wanted, vocabulary));
}

function unknownId(text: YamlText, { id, path, kind }: Reference, known: readonly Id[], wanted: string, vocabulary: Vocabulary | null): Fault {
  const meant = nearMiss(id, known);
  const elsewhere = vocabulary && kindOf(id, vocabulary);
  const what = `"${id}" is ${elsewhere ? `${elsewhere}, not` : 'not'} ${wanted}`;
  const add = SECTION_OF[kind] ?? null;
  if (elsewhere && !meant) return text.faultAt(path, what, `name ${wanted}`);
  const otherwise = add === null ? '' : `add it to vocabulary.yaml, ${add.how}`;
  const fault = meant
    ? text.faultAt(path, what, `Did you mean "${meant}"?${otherwise === '' ? '' : ` If not, ${otherwise}`}`)
    : text.faultAt(path, what, `use one of those that there are, or ${otherwise === '' ? 'add it' : otherwise}`);
  return add === null || elsewhere ? fault : { ...fault, missing: { id, section: add.section } };
}

const under = (section: string, and: string) => ({ section, how: `under "${section}", with ${and}` });
const A_TITLE = 'a title and its meaning';
const EVENT = under('events', A_TITLE);
const FACT = under('facts', 'a title, its question and its meaning');

/** Where in the vocabulary a word of each kind is added, and with what. The kinds left out are of the file itself. */
const SECTION_OF: Partial<Record<ReferenceKind, { section: string | null; how: string }>> = {
  actor: under('actors', A_TITLE), event: EVENT, start: EVENT, fact: FACT, condition: FACT,
  document: under('documents', A_TITLE), outcome: under('outcomes', A_TITLE), guidance: under('guidance', A_TITLE),
  task: under('tasks', 'a title, its stage and its meaning'), stage: under('stages', A_TITLE), test: under('tests', A_TITLE),
  dimension: under('dimensions', 'a title and what it shows'),
  word: { section: null, how: 'in the section that it belongs to' },
};

function unknownOutcome({ text }: CheckedPolicy, { id, path }: Reference, outcomes: readonly string[]): Fault {
  const meant = nearMiss(id, outcomes);
  return text.faultAt(path, `"${id}" is not an outcome of a step of this file`, meant ? `Did you mean "${meant}"?` : 'write STEP/OUTCOME as the step has them');
}

function kindOf(id: Id, vocabulary: Vocabulary): string | null {
  const kinds = [
    ['an actor', vocabulary.actors], ['an event', vocabulary.events], ['a fact', vocabulary.facts], ['a document', vocabulary.documents],
    ['an outcome', vocabulary.outcomes], ['guidance', vocabulary.guidance], ['a task', vocabulary.tasks], ['a test', vocabulary.tests],
  ] as const;
  return kinds.find(([, terms]) => Object.hasOwn(terms, id))?.[0] ?? null;
}

function everyTermOf(vocabulary: Vocabulary): Id[] {
  const { stages, dimensions, ...terms } = vocabulary;
  return [...[...stages, ...dimensions].map(({ id }) => id), ...Object.values(terms).flatMap((entries) => Object.keys(entries))];
}

function stepsOf({ raw }: CheckedPolicy): Id[] {
  return (raw.steps ?? []).map(({ id }) => id);
}

function outcomesOf({ raw }: CheckedPolicy): string[] {
  return (raw.steps ?? []).flatMap((step) =>
    [step, ...(step.readings ?? [])].flatMap(({ outcomes = [] }) => outcomes.map(({ outcome }) => `${step.id}/${outcome}`)));
}
