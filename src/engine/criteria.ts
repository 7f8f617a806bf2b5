/**
 * Verdicts on a policy's tests: met, not met, undetermined.
 *
 * json-rules-engine evaluates the checked tree; its result tree is then folded in three values, because alone it would
 * take an unknown fact for false, let a `not` of an unknown fire, and hold an empty `any` for true.
 */
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import type { Criterion, Id, InForce, IsoDate, Place, Policy, PolicySet, Tree } from '../policy/model.ts';
import { decidingVariables, openCondition, smallestAnswers, truthOf, type Known } from './conditions.ts';
import { explainVerdict } from './explain.ts';
import { isInForce } from './in-force.ts';
import { underEachAssignment } from '../policy/readings.ts';
import { factsIn, leavesOf, type Leaf } from '../policy/facts.ts';
import type { Answer, CriterionVerdict, Judgement, Reason, Truth, Verdict } from './types.ts';

export interface JudgeInput {
  facts: Record<Id, Answer>;
  /** Readings chosen, by address. */
  readings?: Record<string, Id>;
  /** Outcomes given, where a test rests on one. */
  decided?: Record<Id, Id>;
  /** The day on which the tests are asked. A test that is not in force then has no verdict. Null or absent: no day, and no period is asked after. */
  on?: IsoDate | null;
}

/**
 * The verdict on each test of a policy, on the answers given.
 *
 * A test that the document names and does not list is `listed: false` and undetermined. A test in doubt has the verdict
 * on which all its readings agree, else it is undetermined; each reading's own verdict is in `readings`.
 * @throws RangeError where the set has no such policy
 * @example await judge(set, 'national', { facts: { 'child-died': 'yes' } })
 */
export async function judge(set: PolicySet, policyId: Id, input: JudgeInput): Promise<Judgement> {
  const policy = set.policies.find(({ id }) => id === policyId);
  if (!policy) throw new RangeError(`no policy "${policyId}" in this set`);
  const asked = policyOn(policy, input.on ?? null);
  const criteria = await Promise.all(policy.criteria.map((written, place) => judgeCriterion(set, asked, asked.criteria[place]!, written, input)));
  return { policy: policyId, facts: { ...input.facts }, criteria };
}

/** A policy as it stands on a day: a test that is not in force then is named, and asks nothing. */
function policyOn(policy: Policy, day: IsoDate | null): Policy {
  if (day === null) return policy;
  const heldOf = <T extends Partial<Criterion>>(test: T, whole: Criterion): T => (isInForce({ ...whole, ...test }.inForce, day) ? test : { ...test, when: null });
  const criteria = policy.criteria.map((test) => ({
    ...heldOf(test, test),
    doubt: test.doubt && { ...test.doubt, readings: test.doubt.readings.map((reading) => ({ ...reading, changes: heldOf({ when: test.when, ...reading.changes }, test) })) },
  }));
  return { ...policy, criteria };
}

/** Its periods, under each reading. */
const periodsOf = ({ inForce, doubt }: Criterion): (InForce | null)[] => [inForce, ...(doubt?.readings ?? []).flatMap(({ changes }) => changes.inForce ?? [])];

const isListed = ({ when, doubt }: Criterion): boolean => when !== null || (doubt?.readings.some(({ changes }) => changes.when) ?? false);

/** A test as one reading of its doubts has it, with criteria inside it replaced by their trees. */
interface ReadTest { tree: Tree | null; places: Map<Tree, Place[]> }

async function judgeCriterion(set: PolicySet, policy: Policy, criterion: Criterion, written: Criterion, input: JudgeInput): Promise<CriterionVerdict> {
  const tests = underEachAssignment(input.readings ?? {}, (assignment): ReadTest => {
    const places = new Map<Tree, Place[]>();
    const expand = (test: Criterion, seen: Set<Id>): Tree | null => {
      const read = assignment.read(test, ['when']);
      return read.when && replaceCriteria(read.when, read.cite, seen);
    };
    const replaceCriteria = (tree: Tree, cite: Place[], seen: Set<Id>): Tree => {
      if ('all' in tree) return { all: tree.all.map((part) => replaceCriteria(part, cite, seen)) };
      if ('any' in tree) return { any: tree.any.map((part) => replaceCriteria(part, cite, seen)) };
      if ('not' in tree) return { not: replaceCriteria(tree.not, cite, seen) };
      if ('criterion' in tree && !seen.has(tree.criterion)) {
        const inner = policy.criteria.find(({ id }) => id === tree.criterion);
        const expanded = inner && expand(inner, new Set(seen).add(tree.criterion));
        if (expanded) return expanded;
      }
      const leaf = { ...tree };
      places.set(leaf, cite);
      return leaf;
    };
    return { tree: expand(criterion, new Set([criterion.id])), places };
  });
  const standing = tests.filter(({ refutedBy }) => refutedBy === null);
  const judged = await Promise.all(standing.map(async ({ under, refutedBy, result }) => ({ under, refutedBy, ...(await verdictOn(result, policy, input)) })));
  const [first] = judged;
  const verdict = judged.every((one) => one.verdict === first?.verdict) ? (first?.verdict ?? 'undetermined') : 'undetermined';
  const on = input.on ?? null;
  const notInForce = on !== null && !periodsOf(written).every((period) => isInForce(period, on)) ? on : null;
  const listed = standing.some(({ result }) => result.tree !== null) || (notInForce !== null && isListed(written));
  const trees = standing.flatMap(({ result }) => (result.tree ? [result.tree] : []));
  // A test that one reading leaves unlisted or out of force cannot be settled under it, and so not at all.
  const settle = trees.length === standing.length ? settling(trees, policy, input) : { missing: [], decide: { met: [], 'not-met': [] }, tests: [criterion.id], decisions: [] };
  const answer = {
    id: criterion.id,
    title: criterion.title,
    listed,
    notInForce,
    verdict,
    missing: verdict === 'undetermined' ? settle.missing : [],
    decide: settle.decide,
    ...(verdict === 'undetermined' ? { why: [], nearest: [] } : turning(trees, verdict, policy, input)),
    reasons: first?.reasons ?? null,
    readings: judged.length > 1 ? judged.map((one) => ({ under: one.under, verdict: one.verdict, refutedBy: one.refutedBy })) : [],
  };
  return { ...answer, explanation: explainVerdict(answer, settle, policy, set.vocabulary) };
}

async function verdictOn({ tree, places }: ReadTest, policy: Policy, input: JudgeInput): Promise<{ verdict: Verdict; reasons: Reason | null }> {
  if (tree === null) return { verdict: 'undetermined', reasons: null };
  const reasons = await evaluate(tree, places, input);
  // A fact that a test asks in two places can leave every branch open and the test settled: either answer to it will do.
  const truth = reasons.truth === 'unknown' ? truthOf(openCondition(tree, policy, knownFrom(input))) : reasons.truth;
  return { verdict: verdictOf(truth), reasons };
}

const knownFrom = (input: JudgeInput): Known => ({ facts: input.facts, decided: input.decided ?? {}, chosen: input.readings ?? {} });

const verdictOf = (truth: Truth): Verdict => (truth === 'yes' ? 'met' : truth === 'no' ? 'not-met' : 'undetermined');

// ---- json-rules-engine, and the fold of its result -------------------------------------------------------

type EngineResult = { all?: EngineResult[]; any?: EngineResult[]; not?: EngineResult; fact?: string; factResult?: unknown };

/** Runs the tree through json-rules-engine and folds the result tree in three values; each leaf has the places given for it. */
export async function evaluate(tree: Tree, places: ReadonlyMap<Tree, Place[]>, input: JudgeInput): Promise<Reason> {
  // A rule's top must be `all`, `any` or `not`; a lone leaf stands in an `all` of one, and is taken out again.
  const isLeaf = !('all' in tree || 'any' in tree || 'not' in tree);
  const condition = isLeaf ? { all: [engineCondition(tree)] } : engineCondition(tree);
  const engine = new Engine([], { allowUndefinedFacts: false });
  for (const leaf of leavesOf(tree)) engine.addFact(leafName(leaf), answerTo(leaf, input));
  engine.addRule({ conditions: condition as TopLevelCondition, event: { type: 'met' } });
  const { results, failureResults } = await engine.run();
  const [ran] = [...results, ...failureResults];
  // The conditions that ran are objects of the package's own class, whose type leaves the answers out: their JSON is the tree with them.
  const result = JSON.parse(JSON.stringify(ran!.conditions)) as EngineResult;
  return foldResult(tree, isLeaf ? result.all![0]! : result, places);
}

function engineCondition(tree: Tree): object {
  if ('all' in tree) return { all: tree.all.map(engineCondition) };
  if ('any' in tree) return { any: tree.any.map(engineCondition) };
  if ('not' in tree) return { not: engineCondition(tree.not) };
  return { fact: leafName(tree), operator: 'equal', value: 'yes' };
}

function foldResult(tree: Tree, result: EngineResult, places: ReadonlyMap<Tree, Place[]>): Reason {
  if ('not' in tree) {
    const inner = foldResult(tree.not, result.not!, places);
    return { kind: 'not', truth: opposite(inner.truth), id: null, cite: [], reasons: [inner] };
  }
  if ('all' in tree || 'any' in tree) {
    const parts = 'all' in tree ? tree.all : tree.any;
    const results = ('all' in tree ? result.all : result.any)!;
    const reasons = parts.map((part, index) => foldResult(part, results[index]!, places));
    const truths = reasons.map(({ truth }) => truth);
    return 'all' in tree
      ? { kind: 'all', truth: foldAll(truths), id: null, cite: [], reasons }
      : { kind: 'any', truth: opposite(foldAll(truths.map(opposite))), id: null, cite: [], reasons };
  }
  return { kind: leafKind(tree), truth: truthFromAnswer(result.factResult), id: leafId(tree), cite: places.get(tree) ?? [], reasons: [] };
}

/** All of these, in three values: one no settles it, then one unknown leaves it open. */
function foldAll(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no';
  return truths.includes('unknown') ? 'unknown' : 'yes';
}

const opposite = (truth: Truth): Truth => (truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'unknown');
const truthFromAnswer = (answer: unknown): Truth => (answer === 'yes' || answer === 'no' ? answer : 'unknown');

/** The same fold without json-rules-engine, for searches over many answers. */
export function foldTree(tree: Tree, answerOf: (leaf: Tree) => Truth): Truth {
  if ('not' in tree) return opposite(foldTree(tree.not, answerOf));
  if ('all' in tree) return foldAll(tree.all.map((part) => foldTree(part, answerOf)));
  if ('any' in tree) return opposite(foldAll(tree.any.map((part) => opposite(foldTree(part, answerOf)))));
  return answerOf(tree);
}

const leafKind = (leaf: Leaf): Reason['kind'] => ('fact' in leaf ? 'fact' : 'criterion' in leaf ? 'criterion' : 'outcome');
const leafId = (leaf: Leaf): string => ('fact' in leaf ? leaf.fact : 'criterion' in leaf ? leaf.criterion : `${leaf.step}/${leaf.outcome}`);
const leafName = (leaf: Leaf): string => `${leafKind(leaf)}:${leafId(leaf)}`;

/** What someone said. A test that is not listed has no answer: only its own text could give one. */
function answerTo(leaf: Leaf, input: JudgeInput): Truth {
  if ('fact' in leaf) return input.facts[leaf.fact] ?? 'unknown';
  if ('criterion' in leaf) return 'unknown';
  const decided = input.decided?.[leaf.step];
  return decided === undefined ? 'unknown' : decided === leaf.outcome ? 'yes' : 'no';
}

// ---- what would settle it ------------------------------------------------------------------------------------

/**
 * The unknown facts that can still turn the verdict, the tests not listed and the decisions not taken that can, and the
 * smallest sets of answers that settle it either way. A set is smallest when none of its answers can be left out. With several readings, a set settles all of them.
 */
function settling(trees: Tree[], policy: Policy, input: JudgeInput): { missing: Id[]; decide: CriterionVerdict['decide']; tests: Id[]; decisions: Id[] } {
  const known = knownFrom(input);
  const decide = { met: smallestAnswers(trees, true, policy, known), 'not-met': smallestAnswers(trees, false, policy, known) };
  const { facts, tests, decisions } = decidingVariables(trees, policy, known);
  return { missing: unknownFacts(trees, input).filter((fact) => facts.includes(fact)), decide, tests, decisions };
}

/** Which of the answers given carry a settled verdict, and which fewest others would turn it. */
function turning(trees: Tree[], verdict: 'met' | 'not-met', policy: Policy, input: JudgeInput): Pick<CriterionVerdict, 'why' | 'nearest'> {
  const unanswered = { ...knownFrom(input), facts: {} };
  const answerOf = (fact: Id): Answer => input.facts[fact] ?? 'unknown';
  const why = smallestAnswers(trees, verdict === 'met', policy, unanswered)
    .filter((answers) => Object.entries(answers).every(([fact, answer]) => answerOf(fact) === answer));
  const changes = smallestAnswers(trees, verdict !== 'met', policy, unanswered)
    .map((answers) => Object.fromEntries(Object.entries(answers).filter(([fact, answer]) => answerOf(fact) !== answer)));
  const fewest = Math.min(...changes.map((change) => Object.keys(change).length));
  const distinct = new Map(changes.filter((change) => Object.keys(change).length === fewest).map((change) => [JSON.stringify(Object.entries(change).sort()), change]));
  return { why, nearest: [...distinct.values()] };
}

function unknownFacts(trees: Tree[], input: JudgeInput): Id[] {
  return [...new Set(trees.flatMap(factsIn))].filter((fact) => (input.facts[fact] ?? 'unknown') === 'unknown');
}
