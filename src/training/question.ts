/** A question, its options with their reasons, and how one is put together so that no two options say the same. */
import type { Answer } from '../engine/types.ts';
import { closed, placeText, type Speech } from '../engine/words.ts';
import type { Id, IsoDate, Place, PolicySet } from '../policy/model.ts';
import type { MistakeId } from './mistakes.ts';
import { fingerprint, type Random } from './random.ts';

export type QuestionKind = 'date' | 'start' | 'how-long' | 'who' | 'room' | 'verdict' | 'next' | 'modality' | 'area' | 'doubt';

/** Every kind of question, in the order in which a course would bring them. */
export const KINDS: readonly QuestionKind[] = ['who', 'modality', 'start', 'how-long', 'date', 'verdict', 'next', 'room', 'area', 'doubt'];

export interface QuizOption {
  text: string;
  correct: boolean;
  /** The mistake that this answer comes of; null of a right one. */
  misconception: MistakeId | null;
  /** Why it is right, or what went wrong, with its place in the document. */
  because: string;
  /** The day itself, where the answer is one. */
  date: IsoDate | null;
}

/** What a question rests on, enough to work its key out again from the rules alone. */
interface Rests {
  step: Id | null;
  /** Address of a limit or of a doubt. */
  address: string | null;
  criterion: Id | null;
  on: Record<Id, IsoDate>;
  facts: Record<Id, Answer>;
  decided: Record<Id, Id>;
  readings: Record<string, Id>;
}

export interface Question {
  id: string;
  kind: QuestionKind;
  /** The question without its dates and answers: two questions with one stem ask the same thing of different cases. */
  stem: string;
  policy: Id;
  prompt: string;
  /** The prompt in its parts, for a page that sets them apart. */
  parts: PromptParts;
  options: QuizOption[];
  cites: Place[];
  rests: Rests;
}

interface PromptParts {
  /** The document asked about; null where to find it is the question. */
  title: string | null;
  /** What is told of the case; empty where nothing is. */
  told: string;
  asks: string;
  /** How to count, where the document does not say; empty where it does. */
  note: string;
}

/** A question before its case is chosen. */
export interface Stem {
  id: string;
  kind: QuestionKind;
  /** Whether it can be asked of many cases. */
  varies: boolean;
  /** The question for a case; null where this case does not make a fair question. */
  draw(random: Random): Question | null;
}

/** The rules that questions are drawn from: a policy, and the set in which other documents stand beside it. */
export interface Rules extends Speech { set: PolicySet }

export interface RightAnswer { text: string; because: string; date?: IsoDate | null }
export interface WrongAnswer { text: string; misconception: MistakeId; because: string; date?: IsoDate | null }

interface Draft {
  stem: Pick<Stem, 'id' | 'kind'>;
  rules: Rules;
  told?: string;
  asks: string;
  note?: string;
  right: RightAnswer[];
  /** The most telling first: where there are too many, the last are left out. */
  wrong: WrongAnswer[];
  cites: Place[];
  rests?: Partial<Rests>;
  random: Random;
  /** Leaves the document's name out of the question, where the name is the answer. */
  unnamed?: boolean;
  /** Keeps the options in the order given, right answers first, for a scale that reads in one order. */
  order?: readonly string[];
}

/** Where an answer without a day stands among days. */
const LAST = '9999-12-31';
const MOST_OPTIONS = 5;
const FEWEST_OPTIONS = 3;

/**
 * Puts a question together. Answers that read alike are one, and none is wrong that a right one also says; dates stand
 * in their order, other options by chance. Null where too few different options are left for a fair question.
 */
export function compose({ stem, rules, told = '', asks, note = '', right, wrong, cites, rests = {}, random, order, unnamed = false }: Draft): Question | null {
  const said = new Set<string>();
  const isNew = ({ text }: { text: string }): boolean => {
    const key = text.trim().toLowerCase();
    if (said.has(key)) return false;
    said.add(key);
    return true;
  };
  const rightOptions = right.filter(isNew).slice(0, MOST_OPTIONS - 1)
    .map(({ text, because, date = null }): QuizOption => ({ text, correct: true, misconception: null, because, date }));
  const wrongOptions = wrong.filter(isNew).slice(0, Math.max(MOST_OPTIONS - 1, rightOptions.length + 1) - rightOptions.length)
    .map(({ text, misconception, because, date = null }): QuizOption => ({ text, correct: false, misconception, because, date }));
  const options = [...rightOptions, ...wrongOptions];
  if (rightOptions.length === 0 || wrongOptions.length === 0 || options.length < FEWEST_OPTIONS) return null;
  const parts: PromptParts = { title: unnamed ? null : rules.policy.title, told, asks, note };
  const prompt = promptOf(parts);
  return {
    id: `${rules.policy.id}/${stem.id}@${fingerprint(JSON.stringify([prompt, options.map(({ text, correct }) => [text, correct])])).toString(36)}`,
    kind: stem.kind,
    stem: stem.id,
    policy: rules.policy.id,
    prompt,
    parts,
    options: inOrder(options, order, random),
    cites: distinctPlaces(cites),
    rests: { step: null, address: null, criterion: null, on: {}, facts: {}, decided: {}, readings: {}, ...rests },
  };
}

/** The prompt as one text. */
function promptOf({ title, told, asks, note }: PromptParts): string {
  return `${title === null ? '' : `${title}: `}${[told, asks, note].filter((part) => part !== '').join(' ')}`;
}

function inOrder(options: QuizOption[], order: readonly string[] | undefined, random: Random): QuizOption[] {
  if (order) return [...options].sort((one, other) => order.indexOf(one.text) - order.indexOf(other.text));
  if (options.some(({ date }) => date !== null)) return [...options].sort((one, other) => (one.date ?? LAST).localeCompare(other.date ?? LAST));
  return random.shuffled(options);
}

/**
 * Places as the end of a sentence, in brackets; nothing where there is none.
 *
 * @example citeText([{ at: '4.3.4', of: null, unverified: null }], speech) // ' (4.3.4)'
 */
export function citeText(places: readonly Place[], { vocabulary }: Pick<Speech, 'vocabulary'>): string {
  if (places.length === 0) return '';
  const texts = distinctPlaces(places).map((place) => `${placeText(place, vocabulary)}${isUnverified(place, { vocabulary }) ? ', not read at its source' : ''}`);
  return ` (${texts.join('; ')})`;
}

/**
 * A sentence with its places before the full stop.
 *
 * @example cited('It follows.', [{ at: '4.3.4', of: null, unverified: null }], speech) // 'It follows (4.3.4).'
 */
export function cited(text: string, places: readonly Place[], speech: Pick<Speech, 'vocabulary'>): string {
  return sentence(`${text.trim().replace(/\.$/, '')}${citeText(places, speech)}`);
}

/** Whether a place was not read at its source. */
const isUnverified = ({ of, unverified }: Place, { vocabulary }: Pick<Speech, 'vocabulary'>): boolean =>
  unverified !== null || (of !== null && (vocabulary.guidance[of]?.unverified ?? null) !== null);

/** Each place once, in the order given. */
function distinctPlaces(places: readonly Place[]): Place[] {
  return [...new Map(places.map((place) => [`${place.of ?? ''}|${place.at}`, place])).values()];
}

/** A title in quotation marks. */
export const quoted = (text: string): string => `“${text}”`;

/** A sentence with its full stop. */
export const sentence = (text: string): string => closed(text.trim());
