/** The papers that are made at build, so that they can be taken away without script. Build only. */
import { csvText } from '../../export/csv.ts';
import { giftOf } from '../../training/gift.ts';
import { paperTable } from '../../training/paper-table.ts';
import { paperText } from '../../training/paper-text.ts';
import { drawPaper, type Paper } from '../../training/paper.ts';
import type { PolicySet } from '../../policy/model.ts';
import { rules } from '../rules.ts';

const PAPERS = [1, 2, 3] as const;
const COUNT = 12;
/** With more documents than this the papers are only made where someone asks for them. */
export const MOST_READY = 12;

interface ReadyFile { name: string; path: string }
interface ReadyPaper { policy: string; title: string; paper: number; count: number; files: ReadyFile[] }

const KINDS = [
  { name: 'Questions', ending: '.txt', type: 'text/plain' },
  { name: 'With answers', ending: '-answers.txt', type: 'text/plain' },
  { name: 'Moodle (GIFT)', ending: '.gift.txt', type: 'text/plain' },
  { name: 'CSV', ending: '.csv', type: 'text/csv' },
] as const;

/** Every paper that is ready made, with its files. @example readyPapers()[0]?.files.map(({ path }) => path) */
export function readyPapers(): ReadyPaper[] {
  const { policies } = rules();
  if (policies.length > MOST_READY) return [];
  return policies.flatMap(({ id, title }) => PAPERS.map((paper) => ({
    policy: id, title, paper, count: COUNT,
    files: KINDS.map(({ name, ending }) => ({ name, path: `/learn/papers/${id}-${paper}${ending}` })),
  })));
}

/** The file under a name, and its type; null where there is none. @example readyFile('wst-1.csv')?.type // 'text/csv' */
export function readyFile(name: string): { text: string; type: string } | null {
  const set = rules();
  for (const { policy, paper, title } of readyPapers()) {
    const kind = KINDS.find(({ ending }) => name === `${policy}-${paper}${ending}`);
    if (kind) return { text: written(set, drawn(set, policy, paper), title, kind.ending), type: kind.type };
  }
  return null;
}

const papers = new Map<string, Paper>();

function drawn(set: PolicySet, policy: string, seed: number): Paper {
  const key = `${policy}-${seed}`;
  const paper = papers.get(key) ?? drawPaper(set, policy, { seed, count: COUNT });
  papers.set(key, paper);
  return paper;
}

function written({ vocabulary }: PolicySet, paper: Paper, title: string, ending: (typeof KINDS)[number]['ending']): string {
  if (ending === '.gift.txt') return giftOf(paper, title, vocabulary);
  // The mark at the beginning lets a spreadsheet know that what follows is not in its own old alphabet.
  if (ending === '.csv') return csvText(paperTable(paper, vocabulary), { byteOrderMark: true });
  return `${paperText(paper, title, vocabulary, ending === '-answers.txt')}\n`;
}
