/** Questions about people: who does a step, who is told, who decides, who must be in the room. */
import { actorName, actorWithSuccessor, capital, joined, uncapital, whoText } from '../engine/words.ts';
import { underEachAssignment } from '../policy/readings.ts';
import type { Id, Place, Policy, Quorum, Step, Who } from '../policy/model.ts';
import { placesOf } from '../policy/places.ts';
import { interleaved } from './limit-questions.ts';
import { cited, citeText, compose, quoted, type RightAnswer, type Rules, type Stem, type WrongAnswer } from './question.ts';

/**
 * Who does each step, and who is told of it.
 *
 * @example whoStems(rules).map(({ id }) => id) // ['who/does/send-scoping', …]
 */
export function whoStems(rules: Rules): Stem[] {
  return rules.policy.steps.flatMap((step) => [doesStem(rules, step), ...(told(step).some(({ who }) => who.length > 0) ? [toldStem(rules, step)] : [])]);
}

function doesStem(rules: Rules, step: Step): Stem {
  const id = `who/does/${step.id}`;
  return {
    id, kind: 'who', varies: false,
    draw: (random) => {
      const readings = actors(step);
      const several = readings.length > 1;
      const right = readings.map(({ who, because, cite }): RightAnswer => ({
        text: who === null ? NOT_SAID : whoText(who, rules)!,
        because: cited(several ? `One reading: ${because}` : who === null ? 'Nobody is named' : 'Named there', cite, rules),
      }));
      const taken = readings.flatMap(({ who }) => who?.actors ?? []);
      const apart = (who: Who) => !who.actors.some((actor) => taken.some((one) => related(actor, one, rules)));
      const answer = (who: Who | null, misconception: WrongAnswer['misconception'], because: string): WrongAnswer[] =>
        (who === null || !apart(who) ? [] : [{ text: whoText(who, rules)!, misconception, because }]);
      const silent = readings.every(({ who }) => who === null);
      const filled = silent ? 'silence-filled' : 'another-area';
      const areas = rules.set.policies.filter((policy) => policy.id !== rules.policy.id).flatMap((policy) => policy.steps
        .filter(({ does }) => does[0] === step.does[0])
        .flatMap((other) => answer(other.actor, filled, `${silent ? `${policy.title} has it so${citeText(other.cite, rules)}, and this document names nobody.` : `It is so in ${policy.title}${citeText(other.cite, rules)}.`}`)));
      const beside = [
        ...[step.with, step.consults, step.recommends].flatMap((who) => answer(who, 'taking-part', `Takes part or is consulted, and does not do it${citeText(step.cite, rules)}.`)),
        ...step.tells.filter(({ when }) => when === null).flatMap(({ who }) => answer({ way: 'together', actors: [who] }, 'told-not-doing', `Is told of it, and does not do it${citeText(step.cite, rules)}.`)),
      ];
      const own = nearest(rules.policy, step).flatMap((other) => answer(other.actor, silent ? 'silence-filled' : 'another-step', `Does another step, ${quoted(other.title)}${citeText(other.cite, rules)}.${silent ? ' Of this one nobody is named.' : ''}`));
      const none: WrongAnswer[] = silent ? [] : [{ text: NOT_SAID, misconception: 'silence-read-in', because: `It does${citeText(step.cite, rules)}.` }];
      return compose({
        stem: { id, kind: 'who' }, rules, random, right,
        asks: step.outcomes.length > 0 ? `At ${quoted(step.title)}, who decides?` : `Who is to do this: ${quoted(step.title)}?`,
        wrong: [...interleaved(random.shuffled(areas), random.shuffled(beside)).slice(0, 2), ...random.shuffled(own.slice(0, 4)).slice(0, 2), ...none, ...own],
        cites: readings.flatMap(({ cite }) => cite), rests: { step: step.id },
      });
    },
  };
}

function toldStem(rules: Rules, step: Step): Stem {
  const id = `who/told/${step.id}`;
  return {
    id, kind: 'who', varies: false,
    draw: (random) => {
      const readings = told(step).filter(({ who }) => who.length > 0);
      const name = (actorIds: readonly Id[]) => capital(joined(actorIds.map((actor, place) => (place === 0 ? actorWithSuccessor(actor, rules) : uncapital(actorWithSuccessor(actor, rules)))), 'and'));
      const right = readings.map(({ who, because, cite }): RightAnswer => ({
        text: name(who), because: cited(readings.length > 1 ? `One reading: ${because}` : 'Named there', cite, rules),
      }));
      const taken = [...readings.flatMap(({ who }) => who)];
      const apart = (actorIds: readonly Id[]) => actorIds.length > 0 && !actorIds.some((actor) => taken.some((one) => related(actor, one, rules)));
      const acting = apart(step.actor?.actors ?? [])
        ? [{ text: whoText(step.actor, rules)!, misconception: 'told-not-doing' as const, because: `Does it, and is not the one who is told${citeText(step.cite, rules)}.` }] : [];
      const areas = rules.set.policies.filter((policy) => policy.id !== rules.policy.id).flatMap((policy) => policy.steps
        .filter(({ does }) => does[0] === step.does[0]).map((other) => ({ other, policy, who: other.tells.filter(({ when }) => when === null).map(({ who }) => who) }))
        .filter(({ who }) => apart(who))
        .map(({ who, policy, other }): WrongAnswer => ({ text: name(who), misconception: 'another-area', because: `It is so in ${policy.title}${citeText(other.cite, rules)}.` })));
      const own = nearest(rules.policy, step).map((other) => ({ other, who: other.tells.map(({ who }) => who) })).filter(({ who }) => apart(who))
        .map(({ other, who }): WrongAnswer => ({ text: name(who), misconception: 'another-step', because: `Is told of another step, ${quoted(other.title)}${citeText(other.cite, rules)}.` }));
      const none: WrongAnswer = { text: NOT_SAID, misconception: 'silence-read-in', because: `It does${citeText(step.cite, rules)}.` };
      return compose({
        stem: { id, kind: 'who' }, rules, random, right,
        asks: `Who is told, or sent something, at this step: ${quoted(step.title)}?`,
        wrong: [...acting, ...random.shuffled(areas).slice(0, 1), ...random.shuffled(own.slice(0, 4)).slice(0, 2), none, ...own],
        cites: readings.flatMap(({ cite }) => cite), rests: { step: step.id },
      });
    },
  };
}

const NOT_SAID = 'The document does not say';

interface UnderReading<T> { who: T; because: string; cite: Place[] }

function actors(step: Step): UnderReading<Who | null>[] {
  return underEachAssignment({}, (assignment) => ({ who: assignment.read(step, ['actor']).actor, reading: assignment.readingOf(step, ['actor']) }))
    .filter(({ refutedBy }) => refutedBy === null)
    .map(({ result: { who, reading } }) => ({ who, because: reading?.because ?? '', cite: placesOf(reading, step) }));
}

function told(step: Step): UnderReading<Id[]>[] {
  return underEachAssignment({}, (assignment) => ({ tells: assignment.read(step, ['tells']).tells, reading: assignment.readingOf(step, ['tells']) }))
    .filter(({ refutedBy }) => refutedBy === null)
    .map(({ result: { tells, reading } }) => ({
      who: tells.filter(({ when }) => when === null).map(({ who }) => who), because: reading?.because ?? '', cite: placesOf(reading, step),
    }));
}

/**
 * Whether two bodies are one, or one is part of the other, or came after it: too near for one to be wrong and the other
 * right. So are two of which the vocabulary does not say what they are, for nothing says that they are not.
 */
export function related(one: Id, other: Id, rules: Rules): boolean {
  const kinds = [one, other].map((id) => rules.vocabulary.actors[id]?.kind ?? null);
  if (kinds.includes(null)) return true;
  if (kinds.includes('any-agency') && kinds.every((kind) => kind === 'any-agency' || kind === 'agency')) return true;
  const near = namesNear(other, rules);
  if (namesNear(one, rules).some((id) => near.includes(id))) return true;
  const [ofOne, ofOther] = [around(one, rules), around(other, rules)];
  return ofOne.has(other) || ofOther.has(one);
}

const namesNear = (actor: Id, { vocabulary }: Rules): Id[] => [actor, ...(vocabulary.actors[actor]?.near ?? [])];

/** What a body is part of and what came after it, and so on upwards; and its own members. */
function around(actor: Id, { policy, vocabulary }: Rules): Set<Id> {
  const found = new Set<Id>();
  const upwards = (id: Id | null | undefined): void => {
    if (!id || found.has(id)) return;
    found.add(id);
    upwards(vocabulary.actors[id]?.partOf);
    upwards(vocabulary.actors[id]?.succeededBy);
  };
  upwards(actor);
  for (const member of membersOf(actor, policy, vocabulary)) upwards(member);
  return found;
}

/** The other steps, those of the same stage first. */
function nearest({ steps }: Policy, step: Step): Step[] {
  return steps.filter(({ id }) => id !== step.id).sort((one, other) => Number(other.stage === step.stage) - Number(one.stage === step.stage));
}

// ---- who must be in the room -------------------------------------------------------------------------------------------

/** The members that the document itself lists, else the vocabulary's; of a body without members, the body. */
export function membersOf(actor: Id, policy: Policy, vocabulary: Rules['vocabulary']): Id[] {
  const own = policy.words.find(({ id, members }) => id === actor && members.length > 0)?.members;
  const members = own ?? vocabulary.actors[actor]?.members ?? [];
  return members.length > 0 ? members : [actor];
}

/**
 * Who must be there for a meeting to be quorate; of each seat, what follows when it is empty; who chairs. Where a
 * document gives no quorum at all, that it gives none.
 *
 * @example roomStems(rules).map(({ id }) => id) // ['room/all/rapid-review-meeting', 'room/without/police/…', …]
 */
export function roomStems(rules: Rules): Stem[] {
  const { policy, set, vocabulary } = rules;
  const withQuorum = policy.steps.filter(({ quorum }) => quorum !== null && quorum.must.length > 0);
  const tasks = vocabulary.dimensions.flatMap(({ select }) => (select.by === 'does' && select.show === 'quorum' ? select.tasks : []));
  const meetings = policy.steps.filter(({ does, quorum }) => quorum === null && tasks.includes(does[0]!));
  const elsewhere = set.policies.filter(({ id }) => id !== policy.id).flatMap((other) => other.steps.flatMap(({ quorum }) => (quorum && quorum.must.length > 0 ? [{ other, quorum }] : [])));
  return [
    ...withQuorum.flatMap((step) => [allSeatsStem(rules, step, step.quorum!, elsewhere), ...[null, ...seatsOf(step.quorum!, rules)].map((seat) => attendanceStem(rules, step, step.quorum!, elsewhere, seat))]),
    ...withQuorum.filter(({ quorum }) => quorum!.doubt?.readings.some(({ changes }) => changes.chair !== undefined)).map((step) => chairStem(rules, step)),
    ...(withQuorum.length === 0 ? meetings.map((step) => noQuorumStem(rules, step, elsewhere)) : []),
  ];
}

/** The chair's seat, where the readings name different people for it. No body can have this name, for no id holds a space. */
const CHAIR = 'the chair';

/** Everyone who must be there, in the names that the policy of these rules has for them. */
const seatsOf = (quorum: Quorum, rules: Rules): Id[] => [...membersWhoMust(quorum, rules), ...chairSeat(quorum, rules)];

const membersWhoMust = (quorum: Quorum, { policy, vocabulary }: Rules): Id[] => [...new Set(quorum.must.flatMap(({ who }) => membersOf(who, policy, vocabulary)))];

/**
 * The chair, where a chair must be there. A quorum says who must be there for it to be one, so a chair that it names is
 * part of it; a file whose document merely says who chairs, or nothing of it, has no chair in its quorum, and no duty is
 * made of that. It must hold under every standing reading: one that names none leaves open whether any is needed. Nor is
 * it a seat of its own where a reading puts someone in the chair who has a seat already, or who only should or may attend.
 */
function chairSeat(quorum: Quorum, rules: Rules): Id[] {
  const { must, should, may } = quorum;
  const standing = chairsOf(quorum);
  const seated = [...membersWhoMust(quorum, rules), ...[...must, ...should, ...may].map(({ who }) => who)];
  if (standing.some((who) => who === null || who.actors.some((actor) => seated.includes(actor)))) return [];
  const named = [...new Set(standing.flatMap((who) => who!.actors))];
  return named.length === 1 ? named : [CHAIR];
}

/** Who chairs, under each standing reading. */
const chairsOf = ({ chair, doubt }: Quorum): (Who | null)[] =>
  doubt?.readings.filter(({ refutedBy }) => refutedBy === null).map(({ changes }) => (changes.chair === undefined ? chair : changes.chair)) ?? [chair];

const seatName = (seat: Id, rules: Rules): string => (seat === CHAIR ? CHAIR : actorName(seat, rules));

/** Seats by name, in the vocabulary's order and the chair last, so that one set of people is always one text. */
const seatNames = (seats: readonly Id[], rules: Rules): string => capital(joined(inVocabularyOrder(seats, rules).map((seat, place) => (place === 0 ? seatName(seat, rules) : uncapital(seatName(seat, rules)))), 'and'));

function inVocabularyOrder(seats: readonly Id[], { vocabulary }: Rules): Id[] {
  const order = [...Object.keys(vocabulary.actors), CHAIR];
  return [...new Set(seats)].sort((one, other) => order.indexOf(one) - order.indexOf(other));
}

/** What is to be added where a chair must be there and the document leaves open which. */
const whichChair = (seats: readonly Id[]): string => (seats.includes(CHAIR) ? ' Which chair is meant is in doubt.' : '');

/**
 * Whether the decision is the meeting's under every standing reading: its group's, or that of all who must be there. Where
 * the meeting recommends and another decides, or who decides is in doubt, a quorum does not make it able to decide.
 */
function meetingDecides(rules: Rules, step: Step): boolean {
  const decisions = step.outcomes.length > 0 ? [step] : rules.policy.steps.filter(({ does, outcomes }) => does.includes('decide-review') && outcomes.length > 0);
  const seats = membersWhoMust(step.quorum!, rules);
  const isMeeting = (who: Who | null): boolean => {
    if (who === null) return false;
    if (who.actors.every((actor) => rules.vocabulary.actors[actor]?.kind === 'meeting')) return true;
    const deciding = who.actors.flatMap((actor) => membersOf(actor, rules.policy, rules.vocabulary));
    return who.way !== 'either' && seats.every((seat) => deciding.includes(seat));
  };
  return decisions.length > 0 && decisions.every((decision) => decision.finalSay === null && actors(decision).every(({ who }) => isMeeting(who)));
}

function allSeatsStem(rules: Rules, step: Step, quorum: Quorum, elsewhere: { other: Policy; quorum: Quorum }[]): Stem {
  const id = `room/all/${step.id}`;
  return {
    id, kind: 'room', varies: false,
    draw: (random) => {
      const seats = seatsOf(quorum, rules);
      const cites = citeText(quorum.cite, rules);
      const leftOut = seats.length > 1 ? random.shuffled(seats).slice(0, 2) : [];
      // The same people under another document's names would be one answer twice.
      const isSaid = (others: readonly Id[]) => leftOut.some((left) => isSameSet(others, seats.filter((seat) => seat !== left)));
      const wrong: WrongAnswer[] = [
        ...leftOut.map((left): WrongAnswer => ({
          text: seatNames(seats.filter((seat) => seat !== left), rules), misconception: 'seat-left-out', because: `Leaves out ${uncapital(seatName(left, rules))}. Each of them must be there${cites}.`,
        })),
        ...[...quorum.should, ...quorum.may].map(({ who }): WrongAnswer => ({
          text: seatNames([...seats, who], rules), misconception: 'seat-not-required', because: `${capital(actorName(who, rules))} should or may attend, and need not${cites}.`,
        })),
        ...otherQuorums(rules, elsewhere).filter(({ seats: others }) => !seats.every((seat) => others.includes(seat)) && !isSaid(others)).map(({ names, policy, cite }): WrongAnswer => ({
          text: names, misconception: 'another-area', because: `That is the quorum of ${policy.title}${cite}.`,
        })),
        { text: NOBODY_NAMED, misconception: 'silence-read-in', because: `It does${cites}.` },
      ];
      return compose({
        stem: { id, kind: 'room' }, rules, random, wrong,
        asks: `Who must be there at ${quoted(step.title)}?`,
        right: [{ text: seatNames(seats, rules), because: `Each of them must be there${cites}.${whichChair(seats)}` }],
        cites: quorum.cite, rests: { step: step.id },
      });
    },
  };
}

const isSameSet = (some: readonly Id[], others: readonly Id[]): boolean => some.length === others.length && some.every((one) => others.includes(one));

const NOBODY_NAMED = 'Nobody is named who must be there';

/** A meeting with a seat empty, or, where none is named, with everyone there who must be. */
function attendanceStem(rules: Rules, step: Step, quorum: Quorum, elsewhere: { other: Policy; quorum: Quorum }[], empty: Id | null): Stem {
  const id = empty === null ? `room/full/${step.id}` : `room/without/${empty === CHAIR ? 'chair' : empty}/${step.id}`;
  return {
    id, kind: 'room', varies: true,
    draw: (random) => {
      const seats = seatsOf(quorum, rules);
      const optional = [...quorum.should, ...quorum.may].map(({ who }) => who).filter((who) => !seats.includes(who));
      const present = random.shuffled([...seats.filter((seat) => seat !== empty), ...optional.filter(() => random.below(2) === 0)]);
      if (present.every((seat) => seat === CHAIR)) return null;
      const decides = meetingDecides(rules, step);
      const quorate = decides ? 'Yes, it can' : 'Yes';
      const missing = (seat: Id, theirs: Rules = rules) => `No, one seat is empty: ${uncapital(seatName(seat, theirs))}`;
      const cites = citeText(quorum.cite, rules);
      const notRequired = optional.filter((who) => !present.includes(who)).map((who): WrongAnswer => ({
        text: missing(who), misconception: 'seat-not-required', because: `${capital(actorName(who, rules))} should or may attend, and need not${cites}.`,
      }));
      const taken = [...seats, ...present].flatMap((seat) => (seat === CHAIR ? chairsOf(quorum).flatMap((who) => who?.actors ?? []) : [seat]));
      const ofOthers = otherQuorums(rules, elsewhere).flatMap(({ members, speech, policy, cite }) => members
        .filter((seat) => !taken.some((one) => related(one, seat, rules)))
        .map((seat): WrongAnswer => ({ text: missing(seat, speech), misconception: 'another-area', because: `${policy.title} requires that seat${cite}. This document does not${cites}.` })));
      const unruled: WrongAnswer = { text: NO_RULE, misconception: 'silence-read-in', because: `It does${cites}.` };
      const open: WrongAnswer[] = empty === null ? [] : [{ text: quorate, misconception: 'seat-left-out', because: `${capital(seatName(empty, rules))} must be there too${cites}.` }];
      const right = empty === null
        ? { text: quorate, because: `Everyone who must be there is there${cites}.${whichChair(seats)}` }
        : { text: missing(empty), because: `It needs ${peopleFrom(seats, rules, 'at least one from each of these: ')}${cites}.${whichChair(seats)}` };
      return compose({
        stem: { id, kind: 'room' }, rules, random, right: [right],
        told: `At ${quoted(step.title)} there are ${peopleFrom(present, rules, 'people from: ')}. ${empty === CHAIR ? 'The chair is not there, and nobody else comes' : 'Nobody else comes'}.`,
        asks: decides ? 'Can the meeting decide?' : 'Is everyone there who must be?',
        wrong: [...open, ...notRequired, unruled, ...ofOthers],
        cites: quorum.cite, rests: { step: step.id },
      });
    },
  };
}

/** Bodies that send someone, and the chair, who is a person, behind them. */
function peopleFrom(seats: readonly Id[], rules: Rules, before: string): string {
  const bodies = seats.filter((seat) => seat !== CHAIR);
  return [`${before}${joined(bodies.map((seat) => uncapital(seatName(seat, rules))), 'and')}`, ...(seats.includes(CHAIR) ? ['and the chair'] : [])].join(', ');
}

const NO_RULE = 'The document gives no rule';

function chairStem(rules: Rules, step: Step): Stem {
  const id = `room/chair/${step.id}`;
  return {
    id, kind: 'room', varies: false,
    draw: (random) => {
      const quorum = step.quorum!;
      const readings = quorum.doubt!.readings.filter(({ refutedBy, changes }) => refutedBy === null && changes.chair);
      const taken = readings.flatMap(({ changes }) => changes.chair?.actors ?? []);
      const own = nearest(rules.policy, step).filter(({ actor }) => actor !== null && !actor.actors.some((one) => taken.some((other) => related(one, other, rules))));
      return compose({
        stem: { id, kind: 'room' }, rules, random,
        asks: `Who chairs ${quoted(step.title)}, as far as the document lets one say?`,
        right: readings.map(({ changes, because, cite }) => ({ text: whoText(changes.chair!, rules)!, because: cited(`One reading: ${because}`, cite.length > 0 ? cite : quorum.cite, rules) })),
        wrong: random.shuffled(own.slice(0, 6)).map((other): WrongAnswer => ({ text: whoText(other.actor, rules)!, misconception: 'another-step', because: `Does another step, ${quoted(other.title)}${citeText(other.cite, rules)}.` })),
        cites: quorum.cite, rests: { step: step.id, address: quorum.doubt!.address },
      });
    },
  };
}

function noQuorumStem(rules: Rules, step: Step, elsewhere: { other: Policy; quorum: Quorum }[]): Stem {
  const id = `room/none/${step.id}`;
  return {
    id, kind: 'room', varies: false,
    draw: (random) => {
      const attending = [...(step.with?.actors ?? []), ...(step.actor?.actors ?? [])];
      const wrong: WrongAnswer[] = [
        ...random.shuffled(otherQuorums(rules, elsewhere)).map(({ names, policy, cite }): WrongAnswer => ({
          text: names, misconception: 'silence-filled', because: `${policy.title} asks for that${cite}. This document gives no quorum.`,
        })),
        ...(attending.length > 0 ? [{ text: seatNames(attending, rules), misconception: 'silence-filled' as const, because: `They meet, and the document does not say who of them must be there${citeText(step.cite, rules)}.` }] : []),
      ];
      return compose({
        stem: { id, kind: 'room' }, rules, random, wrong,
        asks: `Who must be there at ${quoted(step.title)} for it to be quorate?`,
        right: [{ text: NOBODY_NAMED, because: `The document says that it is done and gives no quorum${citeText(step.cite, rules)}.` }],
        cites: step.cite, rests: { step: step.id },
      });
    },
  };
}

/** Another document's quorum, in that document's own names. */
interface OtherQuorum { seats: Id[]; members: Id[]; names: string; speech: Rules; policy: Policy; cite: string }

function otherQuorums(rules: Rules, elsewhere: { other: Policy; quorum: Quorum }[]): OtherQuorum[] {
  return elsewhere.map(({ other, quorum }) => {
    const speech: Rules = { ...rules, policy: other };
    const seats = seatsOf(quorum, speech);
    return { seats, members: membersWhoMust(quorum, speech), names: seatNames(seats, speech), speech, policy: other, cite: citeText(quorum.cite, rules) };
  });
}
