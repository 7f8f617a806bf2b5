/** What a cell says where its row looks at the steps that do some task. */
import { actorWithSuccessor, capital, conditionPhrase, joined, limitText, outcomeText, readingsText, startText, uncapital, whoText, type Speech } from '../engine/words.ts';
import { limitsAsRead, standingReadings } from './readings.ts';
import { conditionSays, inNoOrder, lastSuccessor, limitSays, startSays, whoSays } from './sameness.ts';
import type { Id, Place, Policy, Quorum, Selector, Step, Tree, Vocabulary, Who } from '../policy/model.ts';
import type { SaidPart } from './cells.ts';

type Shown = Extract<Selector, { by: 'does' }>['show'];

/** What of a step is a gap where another step of the same row has it. */
const GAPS: Partial<Record<Shown, string>> = { actor: 'nobody is named', limits: 'no limit is stated', tells: 'nobody is named' };

/**
 * The parts of a cell, a step at a time. Where the steps say different things each part begins with its step, and a
 * step that says nothing is named too: the one path of a document may have a limit that its other path lacks.
 *
 * @example partsOfSteps(['notify-panel'], 'limits', { policy, vocabulary })
 */
export function partsOfSteps(tasks: readonly Id[], show: Shown, speech: Speech): SaidPart[] {
  const steps = speech.policy.steps.filter((step) => step.does.some((task) => tasks.includes(task)));
  const said = steps.map((step) => ({ step, parts: partsOfStep(step, tasks, show, speech) }));
  const gap = GAPS[show];
  if (said.every(({ parts }) => parts.length === 0)) return [];
  const heard = said.filter(({ step, parts }) => parts.length > 0 || (gap !== undefined && step.each === null));
  const texts = new Set(heard.map(({ parts }) => parts.map(({ text }) => text).join('; ')));
  const isNamed = texts.size > 1 && show !== 'title' && show !== 'outcomes.not-met';
  return heard.flatMap(({ step, parts }) => {
    const spoken = parts.length > 0 ? parts : [partOf(step, gap ?? '', 'gap')];
    return isNamed ? spoken.map((part) => ({ ...part, text: `${step.title}: ${part.text}`, label: step.title })) : spoken;
  });
}

function partsOfStep(step: Step, tasks: readonly Id[], show: Shown, speech: Speech): SaidPart[] {
  switch (show) {
    case 'title': return [conditional(partOf(step, step.title, step.does.filter((task) => tasks.includes(task)).sort()), step, speech)];
    case 'actor': return actors(step, speech);
    case 'recommends': return underReadings(step, ['recommends'], ({ recommends }) => recommends && { text: whoText(recommends, speech) ?? '', says: whoSays(recommends, speech.vocabulary) });
    case 'tells': return underReadings(step, ['tells'], ({ tells }) => (tells.length === 0 ? null : {
      text: capital(joined(tells.map(({ who, when }, place) => `${place === 0 ? capital(actorWithSuccessor(who, speech)) : uncapital(actorWithSuccessor(who, speech))}${ifText(when, speech)}`), 'and')),
      says: inNoOrder(tells.map(({ who, when }) => [lastSuccessor(who, speech.vocabulary), when && conditionSays(when, speech.policy)])),
    }));
    case 'limits': return limits(step, speech);
    case 'startEvents': return starts(step, speech);
    case 'quorum': return quorumOf(step, speech);
    case 'outcomes': return outcomes(step, speech);
    case 'outcomes.not-met': return step.outcomes.filter(({ outcome }) => outcome === 'not-met').map(({ next, cite, doubt }) => {
      const titles = (next ?? []).map((id) => (id === 'end' ? 'the process ends' : (speech.policy.steps.find((one) => one.id === id)?.title ?? id)));
      const text = titles.length === 0 ? 'A branch that leads nowhere' : capital(joined(titles.map((title, place) => (place === 0 ? title : uncapital(title))), 'and'));
      return partOf(step, text, (next ?? []).flatMap((id) => speech.policy.steps.find((one) => one.id === id)?.does ?? [id]).sort(), cite, doubt ? [doubt.address] : []);
    });
  }
}

/** One part of a step. `cite`: where this very thing stands; the step's own places where it has none. */
function partOf(step: Step, text: string, says: unknown, cite: Place[] = [], doubts: string[] = []): SaidPart {
  return { text, label: null, says, cites: cite.length > 0 ? cite : step.cite, step: step.id, criterion: null, doubts };
}

/** One thing of a step under each of its readings, as one part: in doubt where they differ. */
function underReadings(step: Step, keys: (keyof Step)[], see: (step: Step) => { text: string; says: unknown } | null): SaidPart[] {
  const seen = standingReadings(step, keys).map(({ thing, cite }) => ({ cite, found: see(thing) }));
  const found = seen.flatMap((one) => (one.found ? [{ ...one.found, cite: one.cite }] : []));
  if (found.length === 0) return [];
  const texts = [...new Set(found.map(({ text }) => text))];
  const isInDoubt = step.doubt !== null && (texts.length > 1 || found.length < seen.length);
  const cites = found.flatMap(({ cite }) => cite);
  const text = texts.map((one, place) => (place === 0 ? one : uncapital(one))).join(', or ');
  return [partOf(step, text, inNoOrder(found.map(({ says }) => says)), isInDoubt ? cites : [], isInDoubt ? [step.doubt!.address] : [])];
}

/** Who does it, and who takes part. */
function actors(step: Step, speech: Speech): SaidPart[] {
  const says = (who: Who | null) => who && whoSays(who, speech.vocabulary);
  return underReadings(step, ['actor', 'with'], ({ actor, with: others }) => {
    if (actor === null && others === null) return null;
    const [doing, joining] = [whoWithAgency(actor, speech), whoText(others, speech)];
    const text = joining === null ? (doing ?? '') : doing === null ? `With ${uncapital(joining)}` : `${doing}, with ${uncapital(joining)}`;
    return { text, says: [says(actor), says(others)] };
  });
}

/** Who does it; a part of an agency with the agency behind it, whose act it is in law. */
function whoWithAgency(who: Who | null, speech: Speech): string | null {
  const text = whoText(who, speech);
  const agency = who?.actors.length === 1 ? agencyBehind(who.actors[0]!, speech.vocabulary) : null;
  return agency === null ? text : `${text} (part of the ${uncapital(agency)})`;
}

function agencyBehind(actor: Id, { actors }: Vocabulary): string | null {
  const whole = actors[actor]?.partOf ?? null;
  return whole !== null && actors[actor]?.kind === 'agency' && actors[whole]?.kind === 'agency' ? actors[whole].title : null;
}

function limits(step: Step, speech: Speech): SaidPart[] {
  return limitsAsRead(speech.policy, step).flatMap(({ limit, readings, doubts }) => {
    if (readings.every(({ amount }) => amount === null || amount.kind === 'none')) return [];
    const texts = new Set(readings.map((reading) => limitText(reading, speech)));
    const says = [inNoOrder(readings.map((reading) => limitSays(reading, speech.policy))), limit.when && conditionSays(limit.when, speech.policy)];
    const part = partOf(step, `${readingsText(readings, speech)}${ifText(limit.when, speech)}`, says, limit.cite, texts.size > 1 ? doubts : []);
    return [conditional(part, step, speech)];
  });
}

function starts(step: Step, speech: Speech): SaidPart[] {
  return limitsAsRead(speech.policy, step).flatMap(({ limit, readings, doubts }) => {
    const found = readings.flatMap(({ from, amount }) => (from === null || amount?.kind === 'none' ? [] : [from]));
    if (found.length === 0) return [];
    const texts = [...new Set(found.map((start) => startText(start, speech)))];
    return [partOf(step, capital(texts.join(', or ')), inNoOrder(found.map((start) => startSays(start, speech.policy))), limit.cite, texts.length > 1 ? doubts : [])];
  });
}

function outcomes(step: Step, speech: Speech): SaidPart[] {
  return step.outcomes.map(({ outcome, cite, doubt }) => {
    const [own, common] = [outcomeText(step.id, outcome, speech), speech.vocabulary.outcomes[outcome]?.title ?? outcome];
    const isPlain = wordsOf(common).every((word) => wordsOf(own).includes(word));
    return partOf(step, isPlain ? own : `${own} (${uncapital(common)})`, outcome, cite, doubt ? [doubt.address] : []);
  });
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]{3,}/g) ?? [];

function quorumOf(step: Step, speech: Speech): SaidPart[] {
  const { quorum } = step;
  if (!quorum) return [];
  const readings = standingReadings(quorum, ['must', 'should', 'may', 'chair', 'independence'] satisfies (keyof Quorum)[]).map(({ thing }) => thing);
  const told = readings.filter(({ must, should, chair, independence }) => must.length + should.length > 0 || chair !== null || independence !== null);
  if (told.length === 0) return [];
  const [first] = told;
  const areSameSeats = told.every(({ must, should }) => JSON.stringify([must, should]) === JSON.stringify([first!.must, first!.should]));
  const chairs = [...new Set(told.map(({ chair }) => whoText(chair, speech)))].filter((chair) => chair !== null);
  const text = areSameSeats && told.length > 1
    ? `${seatsText(first!, speech)}${chairs.length === 0 ? '' : `; chair: ${chairs.map(uncapital).join(', or ')}`}`
    : [...new Set(told.map((one) => `${seatsText(one, speech)}${one.chair ? `; chair: ${uncapital(whoText(one.chair, speech) ?? '')}` : ''}`))].join(', or ');
  const says = inNoOrder(told.map((one) => quorumSays(one, speech)));
  return [partOf(step, text, says, quorum.cite, says.length > 1 && quorum.doubt ? [quorum.doubt.address] : [])];
}

function seatsText({ must, should, independence }: Quorum, speech: Speech): string {
  const list = (seats: Quorum['must']) => joined(seats.map(({ who, atLeast }, place) => {
    const name = actorWithSuccessor(who, speech);
    const members = ownMembers(who, speech.policy).map((member) => actorWithSuccessor(member, speech));
    const listed = members.length === 0 ? '' : ` (${joined(members, 'and')})`;
    return `${atLeast > 1 ? `${atLeast} of ` : ''}${place === 0 ? name : uncapital(name)}${listed}`;
  }), 'and');
  return [
    must.length > 0 ? capital(list(must)) : 'No one who must be there',
    ...(should.length > 0 ? [`should also: ${uncapital(list(should))}`] : []),
    ...(independence === null ? [] : [uncapital(independence)]),
  ].join('; ');
}

const ownMembers = (actor: Id, policy: Policy): Id[] => policy.words.find(({ id, members }) => id === actor && members.length > 0)?.members ?? [];

function quorumSays({ must, should, chair, independence }: Quorum, speech: Speech): unknown {
  const seats = (list: Quorum['must']) => inNoOrder(list.flatMap(({ who, atLeast }) => membersOf(who, speech).map((member) => [lastSuccessor(member, speech.vocabulary), atLeast])));
  return [seats(must), seats(should), chair && whoSays(chair, speech.vocabulary), independence];
}

/** A group counts as one of each of its members: those this document lists, else the vocabulary's. */
function membersOf(actor: Id, { policy, vocabulary }: { policy: Policy; vocabulary: Vocabulary }): Id[] {
  const own = ownMembers(actor, policy);
  const members = own.length > 0 ? own : (vocabulary.actors[actor]?.members ?? []);
  return members.length > 0 ? members : [actor];
}

/**
 * The part with the condition of its step. A condition that is only a test is left out: that the step follows from the
 * test is what the test's own row says.
 */
function conditional(part: SaidPart, step: Step, { policy, vocabulary }: Speech): SaidPart {
  const trees = standingReadings(step, ['when']).flatMap(({ thing }) => (thing.when && !isTestOnly(thing.when) ? [thing.when] : []));
  if (trees.length === 0) return part;
  const texts = [...new Set(trees.map((tree) => conditionPhrase(tree, { policy, vocabulary })))];
  const doubts = texts.length > 1 && step.doubt ? [...part.doubts, step.doubt.address] : part.doubts;
  return { ...part, text: `${part.text}, if ${texts.join('; or, read otherwise, if ')}`, says: [part.says, inNoOrder(trees.map((tree) => conditionSays(tree, policy)))], doubts };
}

function isTestOnly(tree: Tree): boolean {
  if ('all' in tree || 'any' in tree) return ('all' in tree ? tree.all : tree.any).every(isTestOnly);
  return 'not' in tree ? isTestOnly(tree.not) : 'criterion' in tree;
}

const ifText = (when: Tree | null, speech: Speech): string => (when ? `, if ${conditionPhrase(when, speech)}` : '');
