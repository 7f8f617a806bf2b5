import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtFindings } from '../../src/components/findings/built.ts';
import { rules } from '../../src/components/rules.ts';
import { readSearchFragment, searchFragment } from '../../src/components/search/address-of-search.ts';
import { aliasesOf } from '../../src/components/search/aliases.ts';
import { searchEntries } from '../../src/components/search/entries.ts';
import { finder, indexOf, LONGEST_QUERY, type Finder, type IndexedEntry, type SearchData } from '../../src/components/search/finder.ts';
import { countedText, marked } from '../../src/components/search/found-drawings.ts';
import { wordsIn } from '../../src/components/search/search-words.ts';
import type { Drawing } from '../../src/components/draw/node.ts';

const set = rules();
const words = (text: string) => wordsIn(text).map(({ word }) => word);
let entries: IndexedEntry[];
let data: SearchData;
let find: Finder;

beforeAll(() => {
  entries = searchEntries(set, builtFindings().findings);
  data = indexOf(entries, aliasesOf(set));
  find = finder(JSON.parse(JSON.stringify(data)) as SearchData);
});

describe('what can be found', () => {
  it('is every document, step, test and definition, at its own part of its procedure’s page', () => {
    const expected = set.policies.flatMap(({ id, steps, criteria, definitions }) => [
      `/procedures/${id}/`, ...steps.map((step) => `/procedures/${id}/#step-${step.id}`),
      ...criteria.map((criterion) => `/procedures/${id}/#test-${criterion.id}`), ...definitions.map(({ fact }) => `/procedures/${id}/#means-${fact}`),
    ]);
    const found = entries.filter(({ kind }) => kind === 'document' || kind === 'step' || kind === 'test').map(({ path }) => path);
    expect(found.sort()).toEqual(expected.sort());
  });

  it('is every finding, and every term of the vocabulary', () => {
    const findings = builtFindings().findings.map(({ id }) => `/findings/#${id}`);
    expect(entries.filter(({ kind }) => kind === 'finding').map(({ path }) => path)).toEqual(findings);
    const { tasks, tests, actors, events, facts, documents, outcomes, guidance } = set.vocabulary;
    const terms = Object.entries({ tasks, tests, actors, events, facts, documents, outcomes, guidance }).flatMap(([section, all]) => Object.keys(all).map((id) => `/glossary/#${section}-${id}`));
    expect(entries.filter(({ kind }) => kind === 'term').map(({ path }) => path).sort()).toEqual(terms.sort());
  });

  it('is every row of the comparison', () => {
    expect(entries.filter(({ kind }) => kind === 'row').map(({ path }) => path)).toEqual(set.vocabulary.dimensions.map(({ id }) => `/compare/#row-${id}`));
  });

  it('is every page with a name of its own, the parts of the course and the cases, and not the search itself', () => {
    const paths = entries.filter(({ kind }) => kind === 'page').map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['/calculator/', '/privacy/', '/learn/course/counting-working-days/', '/learn/cases/stages-23-december/']));
    expect(paths).not.toContain('/search/');
    expect(paths).not.toContain('/404/');
  });

  it('has a title and leads somewhere that nothing else leads', () => {
    expect(entries.filter(({ title }) => title.trim() === '')).toEqual([]);
    expect(new Set(entries.map(({ path }) => path)).size).toBe(entries.length);
  });

  it('stays small: at most 10 kB gzipped for each document', async () => {
    const { gzipSync } = await import('node:zlib');
    expect(gzipSync(JSON.stringify(data), { level: 9 }).length).toBeLessThanOrEqual(10_000 * set.policies.length);
  });
});

describe('a search', () => {
  const first = (typed: string) => find(typed).results[0]?.title;

  it('finds each thing by its title and its document', () => {
    const lost = entries.filter(({ title, document, path }) => {
      const { near, results } = find(`${document ?? ''} ${title}`.slice(0, LONGEST_QUERY));
      return near !== 'exact' || !results.some((result) => result.path === path);
    });
    expect(lost).toEqual([]);
  });

  it('takes letters for what they stand for, and the other way round', () => {
    expect(first('SIN')).toBe('Serious incident notification (SIN)');
    expect(first('LA')).toBe('Local authority');
    // The document writes "ICB and WMP", and the words are found by it.
    for (const typed of ['integrated care board', 'police', 'WMP']) {
      expect(find(typed).results.map(({ path }) => path), typed).toContain('/procedures/wst/#step-respond-to-details');
    }
    expect(find('rapid review').results.length).toBe(find('RR').results.length);
  });

  it('finds a numbered day, whether or not it is written with a space', () => {
    for (const typed of ['Day 12', 'day12']) expect(find(typed).results.map(({ document, title }) => `${document}: ${title}`), typed).toContain('KSCP: Write to the national Panel');
  });

  it('keeps to a document whose name is among the words', () => {
    const { results } = find('wst scoping');
    expect(results.length).toBeGreaterThan(2);
    expect(results.filter(({ document }) => document !== 'WST')).toEqual([]);
  });

  it('finds a word that is still being typed, in the plural, or with an accent', () => {
    expect(find('notificat').results.length).toBeGreaterThanOrEqual(find('notification').results.length);
    expect(find('agencies').results.map(({ path }) => path)).toEqual(find('agency').results.map(({ path }) => path));
    expect(find('Políce').results.map(({ path }) => path)).toEqual(find('police').results.map(({ path }) => path));
  });

  it('says when it is only close, and when it has only some of the words', () => {
    expect(find('notifcation').near).toBe('close');
    expect(find('notifcation').results.some(({ title }) => title === 'Serious incident notification (SIN)')).toBe(true);
    expect(find('quorum zeppelin').near).toBe('some');
    expect(find('zeppelin')).toEqual({ near: 'exact', results: [] });
    expect(find('quorum').near).toBe('exact');
  });

  it('finds nothing in what has no word of its own', () => {
    for (const typed of ['', '   ', 'it is the', '<>&"\'', '#?%', '😀']) expect(find(typed).results, typed).toEqual([]);
  });

  it('never throws, whatever is typed, and takes no long time for it', () => {
    const hostile = ['<script>alert(1)</script>', '__proto__', 'constructor', 'toString hasOwnProperty', '\u0000', '\ud800', '.*+?^${}()|[]\\', 'q'.repeat(100_000), 'a '.repeat(50_000), '%E0%A4%A'];
    for (const typed of hostile) expect(() => find(typed), typed.slice(0, 40)).not.toThrow();
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary', maxLength: 300 })), (typed) => {
      for (const { path } of find(typed).results) expect(path.startsWith('/')).toBe(true);
    }), { numRuns: 300 });
  });
});

describe('the abbreviations', () => {
  const all = () => aliasesOf(set).map(({ letters, words: stand }) => `${letters}: ${stand.join(' ')}`);

  it('come from titles and documents that spell them out, from initials, and from what a document files them under', () => {
    expect(all()).toEqual(expect.arrayContaining(['icb: integrated care board', 'rr: rapid review', 'la: local authority', 'wmp: police']));
  });

  it('leave out the letters by which a document goes', () => {
    expect(all().filter((text) => /^(?:wst|kscp):/.test(text))).toEqual([]);
  });
});

describe('words', () => {
  it('are small letters, singular, without accents, and without those that say nothing', () => {
    expect(words('The agencies’ RETURNS, and the Panel’s criteria')).toEqual(['agency', 'return', 'panel', 'criteria']);
    expect(words('Day12')).toEqual(words('day 12'));
    expect(words('Day 7-8; section 16C(1)')).toEqual(['day', '7', '8', 'section', '16c', '1']);
    expect(words('no status, not the process or boxes')).toEqual(['no', 'status', 'not', 'process', 'box']);
  });

  it('stand where they are said to stand', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      let from = 0;
      for (const { word, start, end } of wordsIn(text)) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect(end).toBeGreaterThan(start);
        expect(words(text.slice(start, end))).toEqual([word]);
        from = end;
      }
    }));
  });
});

describe('what was found, drawn', () => {
  const textOf = (drawing: Drawing): string => (typeof drawing === 'string' ? drawing : drawing.children.map(textOf).join(''));

  it('has the words marked as they are written, and no other', () => {
    expect(marked('Return the forms, not form B', new Set(['form']))).toEqual([
      'Return the ', { tag: 'mark', attributes: {}, children: ['forms'] }, ', not ', { tag: 'mark', attributes: {}, children: ['form'] }, ' B',
    ]);
  });

  it('is the same text, marked or not', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (text, some) => {
      expect(marked(text, new Set([...some, ...words(text).slice(0, 2)])).map(textOf).join('')).toBe(text);
    }));
  });

  it('is counted by kind, in a sentence', () => {
    const result = (kind: IndexedEntry['kind']) => ({ kind, title: 'T', document: null, path: '/', text: '', matched: new Set<string>() });
    expect(countedText({ near: 'exact', results: [result('step'), result('term'), result('step')] }, 'x')).toBe('3 results for “x”: 1 term and 2 steps.');
    expect(countedText({ near: 'exact', results: [result('step')] }, 'x')).toBe('1 result for “x”: 1 step.');
    expect(countedText({ near: 'exact', results: [] }, '<b>')).toBe('Nothing found for “<b>”.');
    expect(countedText({ near: 'some', results: [result('page')] }, 'x y')).toBe('Nothing has all the words of “x y”. With some of them: 1 page.');
  });
});

describe('the address of a search', () => {
  it('gives back what was looked for', () => {
    expect(searchFragment(' late return ')).toBe('#q=late+return');
    expect(searchFragment('  ')).toBe('');
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() === text), (text) => {
      expect(readSearchFragment(searchFragment(text))).toBe(text);
    }));
  });

  it('is about nothing else', () => {
    expect(readSearchFragment('#main')).toBeNull();
    expect(readSearchFragment('')).toBe('');
    expect(readSearchFragment('#q=%E0%A4%A')).not.toBeNull();
  });
});
