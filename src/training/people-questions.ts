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

/** Whether two bodies are one, or one is part of the other, or came after it: too near for one to be wrong and the other right. */
export function related(one: Id, other: Id, rules: Rules): boolean {
  if (KIN.some((names) => names.includes(one) && names.includes(other))) return true;
  if ((ANY_AGENCY.includes(one) && AN_AGENCY.includes(other)) || (ANY_AGENCY.includes(other) && AN_AGENCY.includes(one))) return true;
  const [ofOne, ofOther] = [around(one, rules), around(other, rules)];
  return ofOne.has(other) || ofOther.has(one);
}

const ANY_AGENCY: readonly Id[] = ['agencies', 'relevant-agencies', 'partner-agencies', 'referring-agency', 'other-organisation'];
const AN_AGENCY: readonly Id[] = [
  'local-authority', 'childrens-social-care', 'police', 'health', 'integrated-care-board', 'clinical-commissioning-group', 'education', 'provider-nhs-trust', 'practitioner',
];
/** Names that different documents give to one field or one group, and that the vocabulary keeps apart. */
const KIN: readonly (readonly Id[])[] = [
  ANY_AGENCY,
  ['health', 'integrated-care-board', 'clinical-commissioning-group', 'provider-nhs-trust'],
  ['rapid-review-group', 'rapid-review-panel', 'case-review-group', 'attendees'],
];

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
 * Who must be there for a meeting to be able to decide; of each seat, what follows when it is empty; who chairs. Where a
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

const seatsOf = (quorum: Quorum, { policy, vocabulary }: Rules): Id[] => [...new Set(quorum.must.flatMap(({ who }) => membersOf(who, policy, vocabulary)))];

/** Seats by name, in the vocabulary's order, so that one set of people is always one text. */
const seatNames = (seats: readonly Id[], rules: Rules): string => capital(joined(inVocabularyOrder(seats, rules).map((seat, place) => (place === 0 ? actorName(seat, rules) : uncapital(actorName(seat, rules)))), 'and'));

function inVocabularyOrder(seats: readonly Id[], { vocabulary }: Rules): Id[] {
  const order = Object.keys(vocabulary.actors);
  return [...new Set(seats)].sort((one, other) => order.indexOf(one) - order.indexOf(other));
}

function allSeatsStem(rules: Rules, step: Step, quorum: Quorum, elsewhere: { other: Policy; quorum: Quorum }[]): Stem {
  const id = `room/all/${step.id}`;
  return {
    id, kind: 'room', varies: false,
    draw: (random) => {
      const seats = seatsOf(quorum, rules);
      const cites = citeText(quorum.cite, rules);
      const wrong: WrongAnswer[] = [
        ...(seats.length > 1 ? random.shuffled(seats).map((left): WrongAnswer => ({
          text: seatNames(seats.filter((seat) => seat !== left), rules), misconception: 'seat-left-out', because: `Leaves out ${uncapital(actorName(left, rules))}. Each of them must be there${cites}.`,
        })).slice(0, 2) : []),
        ...[...quorum.should, ...quorum.may].map(({ who }): WrongAnswer => ({
          text: seatNames([...seats, who], rules), misconception: 'seat-not-required', because: `${capital(actorName(who, rules))} should or may attend, and the meeting can decide without${cites}.`,
        })),
        ...otherQuorums(rules, elsewhere).filter(({ seats: others }) => !seats.every((seat) => others.includes(seat))).map(({ seats: others, policy, cite }): WrongAnswer => ({
          text: seatNames(others, rules), misconception: 'another-area', because: `That is the quorum of ${policy.title}${cite}.`,
        })),
        { text: NOBODY_NAMED, misconception: 'silence-read-in', because: `It does${cites}.` },
      ];
      return compose({
        stem: { id, kind: 'room' }, rules, random, wrong,
        asks: `Who must be there at ${quoted(step.title)}?`,
        right: [{ text: seatNames(seats, rules), because: `Each of them must be there${cites}.` }],
        cites: quorum.cite, rests: { step: step.id },
      });
    },
  };
}

const QUORATE = 'Yes, it can';
const NOBODY_NAMED = 'Nobody is named who must be there';

/** A meeting with a seat empty, or, where none is named, with everyone there who must be. */
function attendanceStem(rules: Rules, step: Step, quorum: Quorum, elsewhere: { other: Policy; quorum: Quorum }[], empty: Id | null): Stem {
  const id = empty === null ? `room/full/${step.id}` : `room/without/${empty}/${step.id}`;
  return {
    id, kind: 'room', varies: true,
    draw: (random) => {
      const seats = seatsOf(quorum, rules);
      const optional = [...quorum.should, ...quorum.may].map(({ who }) => who).filter((who) => !seats.includes(who));
      const present = random.shuffled([...seats.filter((seat) => seat !== empty), ...optional.filter(() => random.below(2) === 0)]);
      if (present.length === 0) return null;
      const missing = (seat: Id) => `No, one seat is empty: ${uncapital(actorName(seat, rules))}`;
      const cites = citeText(quorum.cite, rules);
      const notRequired = optional.filter((who) => !present.includes(who)).map((who): WrongAnswer => ({
        text: missing(who), misconception: 'seat-not-required', because: `${capital(actorName(who, rules))} should or may attend, and need not${cites}.`,
      }));
      const ofOthers = otherQuorums(rules, elsewhere).flatMap(({ seats: theirs, policy, cite }) => theirs
        .filter((seat) => ![...seats, ...present].some((one) => related(one, seat, rules)))
        .map((seat): WrongAnswer => ({ text: missing(seat), misconception: 'another-area', because: `${policy.title} requires that seat${cite}. This document does not${cites}.` })));
      const unruled: WrongAnswer = { text: NO_RULE, misconception: 'silence-read-in', because: `It does${cites}.` };
      const open: WrongAnswer[] = empty === null ? [] : [{ text: QUORATE, misconception: 'seat-left-out', because: `${capital(actorName(empty, rules))} must be there too${cites}.` }];
      const right = empty === null
        ? { text: QUORATE, because: `Everyone who must be there is there${cites}.` }
        : { text: missing(empty), because: `It needs at least one from each of these: ${seatNames(seats, rules)}${cites}.` };
      return compose({
        stem: { id, kind: 'room' }, rules, random, right: [right],
        told: `At ${quoted(step.title)} there are people from: ${joined(present.map((who) => uncapital(actorName(who, rules))), 'and')}. Nobody else comes.`,
        asks: 'Can the meeting decide?',
        wrong: [...open, ...notRequired, unruled, ...ofOthers],
        cites: quorum.cite, rests: { step: step.id },
      });
    },
  };
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
        ...random.shuffled(otherQuorums(rules, elsewhere)).map(({ seats, policy, cite }): WrongAnswer => ({
          text: seatNames(seats, rules), misconception: 'silence-filled', because: `${policy.title} asks for that${cite}. This document gives no quorum.`,
        })),
        ...(attending.length > 0 ? [{ text: seatNames(attending, rules), misconception: 'silence-filled' as const, because: `They meet, and the document does not say who of them must be there${citeText(step.cite, rules)}.` }] : []),
      ];
      return compose({
        stem: { id, kind: 'room' }, rules, random, wrong,
        asks: `Who must be there at ${quoted(step.title)} for it to be able to decide?`,
        right: [{ text: NOBODY_NAMED, because: `The document says that it is done and gives no quorum${citeText(step.cite, rules)}.` }],
        cites: step.cite, rests: { step: step.id },
      });
    },
  };
}

function otherQuorums(rules: Rules, elsewhere: { other: Policy; quorum: Quorum }[]): { seats: Id[]; policy: Policy; cite: string }[] {
  return elsewhere.map(({ other, quorum }) => ({
    seats: quorum.must.flatMap(({ who }) => membersOf(who, other, rules.vocabulary)), policy: other, cite: citeText(quorum.cite, rules),
  }));
}
