/** Questions about doubts: what is left open, what is not, and which reason speaks for which reading. */
import { aspectText } from '../engine/doubt-words.ts';
import { hasNumber } from '../policy/amounts.ts';
import { differIn, doubtsOf, type ListedDoubt } from '../policy/doubts.ts';
import { clockDoubtsOf, limitAsRead, underEachAssignment } from '../policy/readings.ts';
import { capital, placeText, uncapital, unitText, whoText } from '../engine/words.ts';
import type { Id, Limit, Policy, Reading, Start, Step, Unit, Who } from '../policy/model.ts';
import { standing } from '../policy/step-limits.ts';
import { limitInFull, limitsInWords } from './limits-as-read.ts';
import { dayOf, lengthText } from './limit-questions.ts';
import { cited, citeText, compose, quoted, sentence, type RightAnswer, type Rules, type Stem, type WrongAnswer } from './question.ts';

/** What can be asked about. */
const ASKED = [
  'from', 'unit', 'amount', 'dayOne', 'nonWorkingStart', 'actor', 'finalSay', 'recommends', 'consults', 'with', 'tells', 'next', 'backTo', 'when', 'test',
  'modality', 'chair', 'must', 'should', 'limits',
];

const NONE_OF_THESE = 'None of these';

/**
 * For each doubt: what is in doubt, and why each reading can be held. For each limit without a doubt: that none of the
 * usual things is open.
 *
 * @example doubtStems(rules).map(({ id }) => id) // ['doubt/what/return-days', 'doubt/why/return-days/from-sending', …]
 */
export function doubtStems(rules: Rules): Stem[] {
  const doubts = openDoubts(rules);
  return [
    ...doubts.filter((doubt) => stillOpen(rules, doubt).length > 0).map((doubt) => whatStem(rules, doubt)),
    ...doubts.flatMap((doubt) => doubt.readings.flatMap((reading) => whyStem(rules, doubt, reading, doubts))),
    ...rules.policy.steps.flatMap((step) => clearStems(rules, step)),
  ];
}

/** A doubt that can be asked about, with the limit that it moves and the step that it is about. */
interface OpenDoubt extends ListedDoubt { keys: string[]; owner: Step | null; limit: Limit | null }

function openDoubts({ policy }: Rules): OpenDoubt[] {
  return doubtsOf(policy).map((one): OpenDoubt => {
    const clocked = policy.steps.flatMap((step) => step.limits.map((limit) => ({ step, limit }))).find(({ limit }) => limit.address === one.address || clockDoubtsOf(policy, limit).some(({ address }) => address === one.address));
    const step = policy.steps.find(({ id }) => id === one.step) ?? clocked?.step ?? null;
    const limit = clocked?.limit ?? null;
    return { ...one, keys: differing(policy, { ...one, limit }), owner: step, limit };
  });
}

/** The keys on which the readings differ, of those that can be asked about. */
function differing(policy: Policy, { address, readings, limit }: Pick<OpenDoubt, 'address' | 'readings' | 'limit'>): string[] {
  const keys = ASKED.filter((key) => differIn({ readings }, key));
  if (limit?.address !== address) return keys;
  // Which days are counted is no question of a reading that counts none: of the same day, or of a limit without a number.
  const units = readings.map(({ id }) => asRead(policy, limit, { [address]: id })).filter(({ amount }) => hasNumber(amount)).map(({ unit }) => unit);
  return keys.filter((key) => key !== 'unit' || new Set(units).size > 1);
}

// ---- what is in doubt -------------------------------------------------------------------------------------------------

function whatStem(rules: Rules, doubt: OpenDoubt): Stem {
  const id = `doubt/what/${doubt.address}`;
  return {
    id, kind: 'doubt', varies: false,
    draw: (random) => {
      const unrefuted = doubt.readings.filter(({ refutedBy }) => refutedBy === null);
      const ways = unrefuted.map(({ because }) => sentence(because)).join(' Or: ');
      const right = stillOpen(rules, doubt).map((key): RightAnswer => ({ text: capital(aspectText(key)), because: cited(`The readings: ${ways}`, doubt.cite, rules) }));
      const settled = Object.entries(settledAspects(rules, doubt)).filter(([key]) => !doubt.keys.includes(key)).map(([key, what]): WrongAnswer => ({
        text: capital(aspectText(key)), misconception: 'settled-elsewhere', because: what.endsWith(')') ? sentence(`That is settled: ${what}`) : cited(`That is settled: ${what}`, doubt.cite, rules),
      }));
      const none: WrongAnswer = { text: NONE_OF_THESE, misconception: 'doubt-overlooked', because: cited(`It can be read in ${unrefuted.length} ways: ${ways}`, doubt.cite, rules) };
      return compose({
        stem: { id, kind: 'doubt' }, rules, random, right,
        told: about(doubt, rules),
        asks: 'Which of these does the document leave open?',
        wrong: [...random.shuffled(settled).slice(0, 2), none, ...settled],
        cites: doubt.cite, rests: { step: doubt.owner?.id ?? null, address: doubt.address },
      });
    },
  };
}

/** What the readings that stand differ in: what only one that the document rules out has otherwise, the document settles itself. */
const stillOpen = ({ policy }: Rules, doubt: OpenDoubt): string[] => differing(policy, { ...doubt, readings: doubt.readings.filter(({ refutedBy }) => refutedBy === null) });

function about(doubt: OpenDoubt, rules: Rules): string {
  const where = doubt.cite.length === 0 ? '' : ` (${doubt.cite.map((place) => placeText(place, rules.vocabulary)).join('; ')})`;
  const title = doubt.owner && doubt.step !== null ? doubt.owner.title : null;
  if (doubt.asWritten !== null) return `${quoted(doubt.asWritten)}${title === null ? '' : `, of the step ${quoted(title)}`}${where}.`;
  return `${quoted(doubt.about)}${where}.`;
}

/** What the document does settle of the thing in doubt, in words. */
function settledAspects(rules: Rules, { owner, limit, step, readings, address }: OpenDoubt): Record<string, string> {
  const { policy } = rules;
  const found: Record<string, string> = {};
  const chosen = readings.find(({ refutedBy }) => refutedBy === null) ?? readings[0]!;
  if (limit) {
    const read = asRead(policy, limit, { [address]: chosen.id });
    const all = owner ? limitsInWords(policy, owner).filter((one) => one.address === limit.address).flatMap((one) => standing(one.readings)) : [];
    const same = (key: 'from' | 'unit' | 'amount') => new Set(all.map((one) => JSON.stringify(one.limit[key]))).size === 1;
    if (read.unit !== null && same('unit') && all.every((one) => hasNumber(one.limit.amount))) found['unit'] = unitText(read.unit);
    if (read.from !== null && same('from')) found['from'] = `it runs from ${uncapital(dayOf(read.from, rules))}`;
    if (read.amount !== null && read.amount.kind !== 'none' && same('amount')) found['amount'] = uncapital(lengthText({ ...read, unit: null }));
  }
  if (owner && step !== null) {
    const doubtful = new Set((owner.doubt?.readings ?? []).flatMap(({ changes }) => Object.keys(changes)));
    if (owner.actor !== null && !doubtful.has('actor')) found['actor'] = `${whoText(owner.actor, rules)}${citeText(owner.cite, rules)}`;
    if (owner.tells.length > 0 && !doubtful.has('tells')) found['tells'] = `${whoText({ way: 'together', actors: owner.tells.map(({ who }) => who) }, rules)}${citeText(owner.cite, rules)}`;
    if (owner.next !== null && !doubtful.has('next')) found['next'] = `${nextText(owner.next, rules)}${citeText(owner.cite, rules)}`;
    if (owner.modality !== null && !doubtful.has('modality')) found['modality'] = `the document says ${owner.modality.replace('-', ' ')}${citeText(owner.cite, rules)}`;
  }
  return found;
}

const asRead = (policy: Policy, limit: Limit, chosen: Record<string, Id>): Limit => underEachAssignment(chosen, (assignment) => limitAsRead(policy, limit, assignment))[0]!.result;

const nextText = (next: readonly Id[], { policy }: Rules): string => next.map((id) => (id === 'end' ? 'the end of the path' : quoted(policy.steps.find((step) => step.id === id)?.title ?? id))).join(' and ');

// ---- which reason speaks for which reading --------------------------------------------------------------------------------

function whyStem(rules: Rules, doubt: OpenDoubt, reading: Reading<unknown>, doubts: readonly OpenDoubt[]): Stem[] {
  const text = readingText(rules, doubt, reading);
  const others = doubt.readings.filter((one) => one !== reading);
  if (text === null || others.some((other) => readingText(rules, doubt, other) === text)) return [];
  const id = `doubt/why/${doubt.address}/${reading.id}`;
  return [{
    id, kind: 'doubt', varies: false,
    draw: (random) => {
      const cites = citeText([...doubt.cite, ...reading.cite], rules);
      const elsewhere = random.shuffled(doubts.filter((one) => one !== doubt)).flatMap((one) => one.readings.map((other): WrongAnswer => ({
        text: sentence(other.because), misconception: 'reason-for-another-doubt', because: `That is about something else: ${uncapital(about(one, rules))}`,
      })));
      return compose({
        stem: { id, kind: 'doubt' }, rules, random,
        told: `${about(doubt, rules)} Someone reads it so: ${text}.`,
        asks: 'Which reason speaks for that?',
        right: [{ text: sentence(reading.because), because: `It speaks for that reading${cites}.${reading.refutedBy === null ? '' : ` The document rules it out all the same: ${sentence(reading.refutedBy)}`}` }],
        wrong: [
          ...others.map((other): WrongAnswer => ({ text: sentence(other.because), misconception: 'reason-for-the-other', because: `That speaks for another reading: ${readingText(rules, doubt, other) ?? 'the other one'}${cites}.` })),
          ...elsewhere,
        ].slice(0, 4),
        cites: doubt.cite, rests: { step: doubt.owner?.id ?? null, address: doubt.address, readings: { [doubt.address]: reading.id } },
      });
    },
  }];
}

/** What a reading comes to, in words; null where it changes nothing that can be said in a line. */
function readingText(rules: Rules, doubt: OpenDoubt, reading: Reading<unknown>): string | null {
  const changes = reading.changes as Record<string, unknown>;
  const parts: string[] = [];
  if (doubt.limit && ['from', 'unit', 'amount', 'clock', 'dayOne'].some((key) => key in changes)) {
    const isOfLimit = doubt.limit.address === doubt.address;
    const read = asRead(rules.policy, doubt.limit, { [doubt.address]: reading.id });
    if (isOfLimit) parts.push(read.amount?.kind === 'none' ? 'there is no limit' : limitInFull(read, rules));
    else {
      if (changes['from']) parts.push(`it runs from ${uncapital(dayOf(changes['from'] as Start, rules))}`);
      if (changes['unit']) parts.push(`the days are ${unitText(changes['unit'] as Unit)}`);
    }
  }
  if (changes['actor']) parts.push(`it is done by ${uncapital(whoText(changes['actor'] as Who, rules) ?? '')}`);
  if (Array.isArray(changes['tells'])) {
    const tells = changes['tells'] as Step['tells'];
    if (tells.some(({ when }) => when !== null)) return null;
    parts.push(`those told are ${uncapital(whoText({ way: 'together', actors: tells.map(({ who }) => who) }, rules) ?? '')}`);
  }
  if (Array.isArray(changes['next'])) parts.push(`what comes next is ${nextText(changes['next'] as Id[], rules)}`);
  if (changes['chair']) parts.push(`the chair is ${uncapital(whoText(changes['chair'] as Who, rules) ?? '')}`);
  if (changes['test']) parts.push(`the test is ${quoted(rules.policy.criteria.find(({ id }) => id === changes['test'])?.title ?? String(changes['test']))}`);
  return parts.length === 0 ? null : parts.join(', and ');
}

// ---- what is clear --------------------------------------------------------------------------------------------------------------

/** A limit of which number, unit and start are all given. */
function clearStems(rules: Rules, step: Step): Stem[] {
  return limitsInWords(rules.policy, step)
    .filter(({ readings, asWritten }) => readings.length === 1 && asWritten !== null && readings[0]!.limit.unit !== null && readings[0]!.limit.from !== null && ['span', 'numbered'].includes(readings[0]!.limit.amount?.kind ?? ''))
    .filter(({ readings }) => readings[0]!.limit.unit === 'working-day' || readings[0]!.limit.unit === 'calendar-day')
    .filter(({ readings }) => hasNumber(readings[0]!.limit.amount))
    .map(({ address, asWritten, cite, readings }): Stem => {
      const id = `doubt/clear/${address}`;
      const { limit } = readings[0]!;
      return {
        id, kind: 'doubt', varies: false,
        draw: (random) => {
          const cites = citeText(cite, rules);
          const settled: [string, string][] = [['from', `it runs from ${uncapital(dayOf(limit.from!, rules))}`], ['unit', `they are ${unitText(limit.unit!)}`], ['amount', uncapital(lengthText({ ...limit, unit: null }))]];
          return compose({
            stem: { id, kind: 'doubt' }, rules, random,
            told: `${quoted(asWritten!)}, of the step ${quoted(step.title)}${cites}.`,
            asks: 'Which of these does the document leave open?',
            right: [{ text: NONE_OF_THESE, because: `All three are given: ${limitInFull(limit, rules)}${cites}.` }],
            wrong: settled.map(([key, what]) => ({ text: capital(aspectText(key)), misconception: 'doubt-read-in', because: `${capital(what)}${cites}.` })),
            cites: cite, rests: { step: step.id, address },
          });
        },
      };
    });
}
