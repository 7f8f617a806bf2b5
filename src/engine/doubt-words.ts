/** What is in doubt, in words: read off what differs between the readings. */
import { differIn } from '../policy/doubts.ts';
import type { Amount, Doubt, Reading } from '../policy/model.ts';

/** Each thing that can be in doubt: its key, the question of a title, and what to ask for, as the end of a sentence. */
const ASPECTS: [key: string, question: string, ask: string][] = [
  ['from', 'From what day?', 'from which event it is counted'],
  ['clock', 'By which count?', 'from which event it is counted'],
  ['unit', 'Which days?', 'whether the days are working days or calendar days'],
  ['amount', 'How long?', 'whether it is a limit, and how long it is'],
  ['dayOne', 'Is the first day counted?', 'whether the day of the start is the first day'],
  ['nonWorkingStart', 'What if it starts on a day off?', 'what happens to a start on a non-working day'],
  ['actor', 'Who does it?', 'who does it'],
  ['finalSay', 'Whose word is final?', 'who decides where they differ'],
  ['recommends', 'Who recommends?', 'who recommends'],
  ['consults', 'Who is consulted?', 'who is consulted'],
  ['with', 'Who takes part?', 'who takes part'],
  ['tells', 'Who is told?', 'who is told'],
  ['next', 'What follows?', 'what follows'],
  ['backTo', 'What is done again?', 'which step is done again'],
  ['when', 'When does it apply?', 'in which cases it applies'],
  ['test', 'By which test?', 'which test is meant'],
  ['modality', 'Is it a duty?', 'whether it is a duty or a choice'],
  ['chair', 'Who chairs?', 'who chairs'],
  ['must', 'Who must be there?', 'who must be there'],
  ['should', 'Who should be there?', 'who should be there'],
  ['may', 'Who may be there?', 'who may be there'],
  ['independence', 'How independent?', 'who counts as independent'],
  ['does', 'What is done?', 'what is to be done'],
  ['inForce', 'Since when?', 'from which day it applies'],
  ['trigger', 'What sets it off?', 'what sets it off'],
  ['marks', 'What does it bring about?', 'which event it brings about'],
  ['limits', 'By when?', 'which limits it has'],
];

/** What is in doubt, as a question for a title. @example questionOf(doubt) // 'From what day?' */
export function questionOf(doubt: Doubt<unknown>): string {
  const asked = aspectsOf(doubt).map(([, question]) => question);
  return asked.length === 0 ? 'How is this to be read?' : asked.join(' ');
}

/** What to ask the authors, as the end of a sentence. @example askOf(doubt) // 'from which event it is counted' */
export function askOf(doubt: Doubt<unknown>): string {
  const asked = aspectsOf(doubt).map(([, , ask]) => ask);
  return asked.length === 0 ? 'how this is meant' : [...new Set(asked)].join(', and ');
}

const WHETHER_LIMIT: (typeof ASPECTS)[number] = ['amount', 'Is it a limit?', 'whether it is a limit'];
const HOW_LONG: (typeof ASPECTS)[number] = ['amount', 'How long?', 'how long it is'];

/**
 * What the readings differ in. Where one of them gives no number, whether there is a limit is in doubt, and beyond that
 * only what parts the readings that do: no start and no kind of day is open of what is not counted.
 */
function aspectsOf(doubt: Doubt<unknown>): typeof ASPECTS {
  const counting = { ...doubt, readings: countingReadings(doubt) };
  const differing = ASPECTS.filter(([key]) => differIn(COUNTED.includes(key) ? counting : doubt, key));
  if (counting.readings.length === doubt.readings.length) return differing;
  return [WHETHER_LIMIT, ...differing.map((aspect) => (aspect[0] === 'amount' ? HOW_LONG : aspect))];
}

/** The readings that give a number, or leave that of the thing itself. */
function countingReadings({ readings }: Pick<Doubt<unknown>, 'readings'>): Reading<unknown>[] {
  return readings.filter(({ changes }) => {
    const { amount } = changes as { amount?: Amount };
    return amount === undefined || amount.kind === 'span' || amount.kind === 'numbered';
  });
}

/**
 * What is open of an amount in doubt: whether there is a limit, where a reading counts nothing, and how long it is, where
 * two count otherwise.
 *
 * @example amountInDoubt(doubt) // { whether: true, howLong: false }
 */
export function amountInDoubt(doubt: Pick<Doubt<unknown>, 'readings'>): { whether: boolean; howLong: boolean } {
  const readings = countingReadings(doubt);
  return { whether: readings.length < doubt.readings.length, howLong: differIn({ readings }, 'amount') };
}

/** What only a count has. */
const COUNTED = ['from', 'clock', 'unit', 'amount', 'dayOne', 'nonWorkingStart'];

/** One thing that can be in doubt, as the end of a sentence. @example aspectText('actor') // 'who does it' */
export function aspectText(key: string): string {
  return ASPECTS.find(([one]) => one === key)?.[2] ?? 'how this is meant';
}

/** What cannot be asked in the words that end a sentence. */
const ASKED_OTHERWISE: Record<string, string> = {
  from: 'from which event is it counted',
  clock: 'from which event is it counted',
  unit: 'are the days working days or calendar days',
  amount: 'is it a limit, and how long is it',
  dayOne: 'is the day of the start the first day',
  when: 'in which cases does it apply',
  modality: 'is it a duty or a choice',
  inForce: 'from which day does it apply',
  marks: 'which event does it bring about',
  limits: 'which limits does it have',
};

/** One thing that can be in doubt, as a question after a colon. @example aspectQuestion('when') // 'in which cases does it apply?' */
export function aspectQuestion(key: string): string {
  const known = ASPECTS.some(([one]) => one === key);
  return `${ASKED_OTHERWISE[key] ?? (known ? aspectText(key) : 'how is this meant')}?`;
}
