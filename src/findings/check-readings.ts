/** Every other doubt that the rules carry: what follows, who is told, whether a limit holds, in which cases a step applies. */
import { formatDate } from '../calendar/iso-date.ts';
import { smallestAnswers } from '../engine/conditions.ts';
import { amountInDoubt, aspectQuestion, aspectText } from '../engine/doubt-words.ts';
import { actorWithSuccessor, capital, conditionPhrase, joined, uncapital, whoText } from '../engine/words.ts';
import { differIn } from '../policy/doubts.ts';
import type { Doubt, Id, Next, Reading, Step, Told, Tree, Who } from '../policy/model.ts';
import { idsOfStart } from '../policy/starts.ts';
import { standingLimits } from '../policy/step-limits.ts';
import { recommendersSaidToDecide } from './check-bodies.ts';
import { isFromTwoStarts } from './check-starts.ts';
import { isInTwoUnits } from './check-units.ts';
import { chairsOf } from './check-unsaid.ts';
import { doubtPlace, type Example, type Found } from './finding.ts';
import { caseOf, distinct, named, places, type Inquiry } from './inquiry.ts';
import { daysApart, endIn, idsNeeded, stepIn } from './limits.ts';
import { narratedCase, titles, withoutStop, wayWords } from './sentences.ts';
import { waysTo, type Way } from './ways.ts';
import { changed, sitesOf, standing, type Site } from './doubt-sites.ts';

/**
 * Every other doubt: what follows, who is told, whether a limit holds, in which cases a step applies; and of any doubt
 * that no check knows, whatever it is about, so that none is lost.
 */
export function twoReadings(inquiry: Inquiry): Found[] {
  return sitesOf(inquiry).flatMap((site) => {
    const inDoubt = keysInDoubt(site.doubt);
    const untold = inDoubt.filter((key) => !isToldElsewhere(site, key, inquiry));
    const known = KEYS.filter(({ key }) => untold.includes(key));
    // What moves a date comes before what does not; of an amount in doubt its start and unit are part.
    const movesDates = untold.some((key) => DATING.includes(key)) && !untold.includes('amount');
    const keys = movesDates ? [anyKey(untold), ...known] : known;
    if (keys.length > 0) return [readingsFinding(site, keys, inquiry)];
    return untold.length > 0 && untold.length === inDoubt.length ? [readingsFinding(site, [anyKey(untold)], inquiry)] : [];
  });
}

/** What the readings that stand differ in. */
function keysInDoubt(doubt: Doubt<unknown>): string[] {
  const read = standing(doubt);
  return distinct(read.readings.flatMap(({ changes }) => Object.keys(changes as object))).filter((key) => differIn(read, key));
}

/** Whether the check of units, of starts, of chairs or of who decides has a finding about it. */
function isToldElsewhere(site: Site, key: string, inquiry: Inquiry): boolean {
  switch (key) {
    case 'unit': return isInTwoUnits(site);
    case 'from': return isFromTwoStarts(site);
    case 'chair': return site.step?.quorum?.doubt?.address === site.doubt.address && chairsOf(site.step.quorum, inquiry).length > 1;
    case 'actor': return site.kind === 'step' && recommendersSaidToDecide(site.step!, inquiry).length > 0;
    default: return false;
  }
}

interface Key {
  key: string;
  /** What the readings give, as a list of theirs. */
  label: string;
  shown: (value: unknown, inquiry: Inquiry) => string;
}

const KEYS: Key[] = [
  { key: 'amount', label: 'Limit', shown: () => '' },
  { key: 'actor', label: 'Done by', shown: (who, { speech }) => uncapital(whoText((who as Who | undefined) ?? null, speech) ?? 'somebody who is not named') },
  { key: 'when', label: 'Applies', shown: (when, { speech }) => (when ? `if ${conditionPhrase(when as Tree, speech)}` : 'always') },
  { key: 'tells', label: 'Told', shown: (tells, { speech }) => uncapital(joined(((tells as Told[] | undefined) ?? []).map(({ who, when }) => `${actorWithSuccessor(who, speech)}${when ? ` if ${conditionPhrase(when, speech)}` : ''}`), 'and')) || 'nobody' },
  { key: 'next', label: 'Followed by', shown: (next, inquiry) => nextWords(next as Next | null | undefined, inquiry) },
  { key: 'backTo', label: 'Done again', shown: (id, inquiry) => (id ? named(id as Id, inquiry) : 'nothing') },
  { key: 'test', label: 'Test', shown: (id, { policy }) => `“${policy.criteria.find((one) => one.id === id)?.title ?? 'judgement'}”` },
  { key: 'modality', label: 'Said as', shown: (modality) => `“${String(modality ?? 'done')}”` },
];

/** Any other key: what it comes to is told by the readings' reasons, and a limit's by its dates. */
function anyKey(inDoubt: readonly string[]): Key {
  const key = DATING.find((one) => inDoubt.includes(one)) ?? inDoubt[0]!;
  return { key, label: '', shown: () => '' };
}

/** What moves a date, most telling first. */
const DATING = ['unit', 'from', 'clock', 'dayOne', 'nonWorkingStart', 'inForce', 'limits'];

function nextWords(next: Next | null | undefined, inquiry: Inquiry): string {
  const steps = (next ?? []).filter((id) => id !== 'end');
  if (steps.length > 0) return titles(steps, inquiry);
  return next?.includes('end') ? 'the end of the path' : 'nothing that is said';
}

function readingsFinding(site: Site, keys: readonly Key[], inquiry: Inquiry): Found {
  const { doubt, name, cite } = site;
  const [key] = keys as [Key, ...Key[]];
  const open = doubt.kind === 'conflicting' ? 'the document says different things about' : 'the document leaves open';
  const asked = key.key === 'amount' ? amountAsked(doubt) : { text: aspectText(key.key), question: aspectQuestion(key.key) };
  const reasons = standing(doubt).readings.map(({ because }, place) => `(${place + 1}) ${withoutStop(because)}.`);
  return {
    kind: 'two-readings', weight: keys.some((one) => one.key === 'amount' || DATING.includes(one.key)) ? 'late-or-unnotified' : 'confusing',
    about: doubt.address.replaceAll('/', '-'), where: doubtPlace(doubt.address), rules: [doubt.address],
    statement: `${capital(name)}: ${open} ${asked.text}. ${reasons.join(' ')}`,
    example: readingsExample(site, key, inquiry),
    cites: places(cite, ...doubt.readings.map((reading) => reading.cite)),
    ask: `${capital(name)}: ${asked.question}`,
  };
}

/** What the readings of an amount leave open, as the end of a sentence and as a question. */
function amountAsked(doubt: Doubt<unknown>): { text: string; question: string } {
  const { whether, howLong } = amountInDoubt(standing(doubt));
  return {
    text: [...(whether ? ['whether it is a limit'] : []), ...(howLong ? ['how long it is'] : [])].join(', and '),
    question: `${[...(whether ? ['is it a limit'] : []), ...(howLong ? ['how long is it'] : [])].join(', and ')}?`,
  };
}

function readingsExample(site: Site, key: Key, inquiry: Inquiry): Found['example'] {
  const { readings } = standing(site.doubt);
  const found = key.key === 'amount' ? amountExample(site, inquiry) : DATING.includes(key.key) ? datesExample(site, inquiry) : key.key === 'when' && site.step ? whenExample(site, site.step, inquiry) : null;
  if (found === null && key.label === '') return 'Two people who each follow the document, one by the first reading and one by the second, do not do the same.';
  return found ?? `${key.label}: ${readings.map((reading, place) => `by reading ${place + 1} ${key.shown(changed(reading, key.key), inquiry)}`).join('; ')}.`;
}

/** A case in which one reading of a limit gives a date and another gives another, or none. */
function amountExample(site: Site, inquiry: Inquiry): Example | null {
  const read = standing(site.doubt);
  for (const { step, limit } of site.limits) {
    const limits = standingLimits(inquiry.policy, step).find((one) => one.limit.address === limit.address)?.readings ?? [];
    const readAs = (reading: Id) => limits.find(({ under }) => under[site.doubt.address] === reading)?.limit.from ?? null;
    const starts = distinct(read.readings.flatMap(({ id }) => idsNeeded(readAs(id)))).filter((id) => id !== step.id);
    for (const day of starts.length === 0 ? [] : inquiry.days) {
      const on = daysApart(starts, day, inquiry);
      const given = (reading: Id) => caseOf(inquiry, { on, readings: { [site.doubt.address]: reading } });
      const ends = read.readings.map(({ id }) => endIn(inquiry, given(id), step.id, limit.address));
      if (new Set(ends).size < 2) continue;
      const parts = ends.map((end, place) => `by reading ${place + 1} ${end === null ? 'it has no last day' : `it is due by ${formatDate(end)}`}`);
      return { text: `${narratedCase(on, inquiry)} ${named(step.id, inquiry)}: ${joined(parts, 'and')}.`, case: caseOf(inquiry, { on }), counts: null };
    }
  }
  return null;
}

/** Days of every start that a reading of a limit counts from, two working days apart, from which the readings' dates differ. */
function datesExample({ doubt, limits }: Site, inquiry: Inquiry): Example | null {
  const { readings } = standing(doubt);
  for (const { step, limit } of limits) {
    const read = standingLimits(inquiry.policy, step).find((one) => one.limit.address === limit.address)?.readings ?? [];
    const starts = distinct(read.flatMap((one) => idsOfStart(one.limit.from))).filter((id) => id !== step.id);
    for (const first of starts.length === 0 ? [] : inquiry.days) {
      const on = daysApart(starts, first, inquiry);
      const ends = readings.map(({ id }) => endIn(inquiry, caseOf(inquiry, { on, readings: { [doubt.address]: id } }), step.id, limit.address));
      if (ends.includes(null) || new Set(ends).size < 2) continue;
      const parts = ends.map((end, place) => `by reading ${place + 1} it is due by ${formatDate(end!)}`);
      return { text: `${narratedCase(on, inquiry)} ${named(step.id, inquiry)}: ${joined(parts, 'and')}.`, case: caseOf(inquiry, { on }), counts: null };
    }
  }
  return null;
}

/** Answers or decisions with which the step applies by one reading and not by another. */
function whenExample({ doubt }: Site, step: Step, inquiry: Inquiry): Example | null {
  const { readings } = standing(doubt);
  const whenOf = (reading: Reading<unknown>) => (changed(reading, 'when') ?? step.when) as Tree | null;
  for (const [place, one] of readings.entries()) {
    for (const [otherPlace, other] of readings.entries()) {
      const [when, not] = [whenOf(one), whenOf(other)];
      if (one === other || not === null) continue;
      const answers = smallestAnswers([...(when ? [when] : []), { not }], true, inquiry.policy, { facts: {}, decided: {}, chosen: {} });
      const ways = [...answers.map((facts): Way => ({ facts, decided: {}, readings: {} })), ...waysTo(inquiry.policy, step.id)];
      for (const { decided, facts } of ways) {
        const applies = (reading: Id) => stepIn(inquiry, caseOf(inquiry, { decided, facts, readings: { [doubt.address]: reading } }), step.id)?.applies;
        if (applies(one.id) === 'no' || applies(other.id) !== 'no') continue;
        return { text: `${wayWords({ decided, facts }, inquiry)}, ${named(step.id, inquiry)} applies by reading ${place + 1} and not by reading ${otherPlace + 1}.`, case: caseOf(inquiry, { decided, facts }), counts: null };
      }
    }
  }
  return null;
}
