/** What whoever leads a session needs beside a paper: how long each kind of question takes, what it teaches, what to say. */
import type { Paper } from './paper.ts';
import { KINDS, type Question, type QuestionKind } from './question.ts';

interface KindGuide {
  title: string;
  /** For one question, answered alone and then talked about. */
  minutes: number;
  teaches: string;
  /** What to say when two answers are right. */
  twoRight: string;
}

/** What there is to say of each kind of question. */
export const KIND_GUIDES: Record<QuestionKind, KindGuide> = {
  who: {
    title: 'Who does it, who is told',
    minutes: 2,
    teaches: 'To find the one who acts, to keep apart who acts and who is told, and to say “not stated” where nobody is named.',
    twoRight: 'The document names two people in two places, or one sentence can be read of either. Ask who did it last time, and who would have noticed if nobody had. Then write the question down for whoever revises the document.',
  },
  modality: {
    title: 'Must or should',
    minutes: 1,
    teaches: 'To use the document’s own word. A should is not a must, and “expected” is neither.',
    twoRight: 'The word differs from place to place. Do what the stronger word asks, and put the question to the authors.',
  },
  start: {
    title: 'What starts the clock',
    minutes: 2,
    teaches: 'Incident, awareness, referral, intention, notification are five different days. A limit without its start is no limit.',
    twoRight: 'The document names no start, and two are sensible. Neither group is wrong. Work to the earlier day until it is settled.',
  },
  'how-long': {
    title: 'How long is allowed',
    minutes: 2,
    teaches: 'A number needs a unit. “2 days” and “2 working days” are different limits, and no limit is an answer too.',
    twoRight: 'The unit is not stated, or the words may not cover this step. Name both readings with their reasons. Let nobody win by seniority.',
  },
  date: {
    title: 'The date of a limit',
    minutes: 4,
    teaches: 'To count on paper, a day at a time, with every day off written down by name. The explanation shows the days counted and skipped.',
    twoRight: 'Both groups counted well from different readings. Ask each to say its reading in a sentence before its date. Then ask on which day a person who wants to be safe would be done: the earlier.',
  },
  verdict: {
    title: 'Met, not met, or cannot be said yet',
    minutes: 3,
    teaches: 'Not known is never no. Which answers settle a test, which are missing, and which of them are somebody’s judgement.',
    twoRight: 'More than one answer is missing, and each of them could turn the result. Ask whom one would ring first.',
  },
  next: {
    title: 'What comes next',
    minutes: 2,
    teaches: 'To follow the path a step at a time, and to notice where a document gives no way on.',
    twoRight: 'Several things follow side by side, or the order is in doubt. Ask which of them waits for the other, and who would have to know.',
  },
  room: {
    title: 'Who must be in the room',
    minutes: 2,
    teaches: 'Who must be there, who should be, and what follows when a seat is empty.',
    twoRight: 'The chart names a chair and does not say which. Agree before the meeting, and write it in the minutes.',
  },
  area: {
    title: 'Which document',
    minutes: 2,
    teaches: 'Documents differ, and what one knows from the last area does not hold in the next.',
    twoRight: 'Several documents say the same. That is no proof that it is right: some of them were copied from one another.',
  },
  doubt: {
    title: 'Spot the doubt',
    minutes: 3,
    teaches: 'To read a limit for its number, its unit and its start, to name what is open, and to leave alone what is clear.',
    twoRight: 'Two things are open at once. Take them one at a time: what would change if this one were settled?',
  },
};

interface KindInPaper { kind: QuestionKind; questions: number; minutes: number; guide: KindGuide }

/**
 * A paper by kinds: how many questions of each, and how long they take together.
 *
 * @example kindsOf(paper).map(({ guide, minutes }) => `${guide.title}: ${minutes}`)
 */
export function kindsOf({ questions }: Paper): KindInPaper[] {
  return KINDS.map((kind) => {
    const number = questions.filter((question) => question.kind === kind).length;
    return { kind, questions: number, minutes: number * KIND_GUIDES[kind].minutes, guide: KIND_GUIDES[kind] };
  }).filter(({ questions: number }) => number > 0);
}

/** How long a paper takes, in minutes, with the talk about each question. @example minutesOf(paper) // 26 */
export const minutesOf = (paper: Paper): number => kindsOf(paper).reduce((sum, { minutes }) => sum + minutes, 0);

/** The questions of a paper that have several right answers, with their numbers. */
export function severalRight({ questions }: Paper): { number: number; question: Question }[] {
  return questions.map((question, place) => ({ number: place + 1, question })).filter(({ question }) => question.options.filter(({ correct }) => correct).length > 1);
}
