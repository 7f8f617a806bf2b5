/**
 * A paper in the part of an address after `#`, which no browser sends to any host:
 * `#paper=7&count=10&kinds=date,room&policy=wst&view=answers`. It holds ids and numbers, and no free text.
 */
import { KINDS, type QuestionKind } from '../../training/question.ts';

/** What is shown of a paper: to practise, the questions to print, with their answers, or the guide to it. */
export type PaperView = 'practice' | 'questions' | 'answers' | 'guide';
/** Every view, in the order in which they are offered. */
export const VIEWS: readonly PaperView[] = ['practice', 'questions', 'answers', 'guide'];

export interface PaperChoice {
  policy: string;
  paper: number;
  count: number;
  kinds: QuestionKind[];
  view: PaperView;
}

/** As many questions as one paper on a page may have. */
export const MOST_QUESTIONS = 40;
/** Paper numbers have at most six figures, so that they can be read out. */
export const LAST_PAPER = 999_999;

/**
 * Reads the fragment of an address. Whatever it holds, it never throws: what cannot be used stays as it was.
 *
 * @example readPaperLink('#paper=7&count=10', choice).paper // 7
 */
export function readPaperLink(fragment: string, choice: PaperChoice, policies: readonly string[]): PaperChoice {
  const given = new URLSearchParams(fragment.replace(/^#/, '').slice(0, 500));
  const kinds = (given.get('kinds') ?? '').split(',').flatMap((one) => KINDS.filter((kind) => kind === one));
  return {
    policy: policies.find((id) => id === given.get('policy')) ?? choice.policy,
    paper: whole(given.get('paper'), LAST_PAPER) ?? choice.paper,
    count: whole(given.get('count'), MOST_QUESTIONS) ?? choice.count,
    kinds: given.has('kinds') ? kinds : choice.kinds,
    view: VIEWS.find((view) => view === given.get('view')) ?? choice.view,
  };
}

/**
 * Writes a choice as a fragment, with its `#`.
 *
 * @example writePaperLink({ policy: 'wst', paper: 7, count: 10, kinds: [], view: 'practice' }) // '#paper=7&count=10&policy=wst'
 */
export function writePaperLink({ policy, paper, count, kinds, view }: PaperChoice, withPolicy = true): string {
  const parts = [
    `paper=${paper}`, `count=${count}`,
    ...(kinds.length === 0 || kinds.length === KINDS.length ? [] : [`kinds=${kinds.join(',')}`]),
    ...(withPolicy ? [`policy=${policy}`] : []),
    ...(view === 'practice' ? [] : [`view=${view}`]),
  ];
  return `#${parts.join('&')}`;
}

/** A whole number from 1 to the most there can be; null for anything else. */
export function whole(text: string | null, most: number): number | null {
  if (text === null || !/^\d{1,6}$/.test(text.trim())) return null;
  const value = Number(text.trim());
  return value >= 1 && value <= most ? value : null;
}
