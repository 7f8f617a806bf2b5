/** Words as the search knows them, the same when the index is built and when something is looked for. */

interface FoundWord {
  /** What the index has it under. */
  word: string;
  /** Where it stands in the text, its end not included. */
  start: number;
  end: number;
}

/** "Day12" is as much two words as "Day 12"; "16C" is one. */
const WORD = /\p{N}[\p{L}\p{N}]*|\p{L}+(?:['’]\p{L}+)*/gu;
/** What says nothing of what is looked for. "No" and "not" are not among them: a test is met or not met. */
const SMALL = new Set(('a an and are as at be been but by can do does for from had has have if in into is it its may of on or so such than that the '
  + 'their them then there these they this to was were will with you your').split(' '));
const ASKING = new Set('how what when where which who whom whose why'.split(' '));

/**
 * The words of a text in the form that the index knows: small letters, without accents, a plural as its singular.
 *
 * @example wordsIn('The agencies’ returns').map(({ word }) => word) // ['agency', 'return']
 */
export function wordsIn(text: string): FoundWord[] {
  return [...text.matchAll(WORD)].flatMap((found) => {
    const word = plain(found[0]);
    return word === '' || SMALL.has(word) ? [] : [{ word: singular(word), start: found.index, end: found.index + found[0].length }];
  });
}

/**
 * The words to look for: those of the text without what it asks with, unless it has nothing else.
 *
 * @example wordsSought('Who decides?') // ['decide']
 */
export function wordsSought(text: string): string[] {
  const words = wordsIn(text).map(({ word }) => word);
  const telling = words.filter((word) => !ASKING.has(word));
  return telling.length === 0 ? words : telling;
}

const plain = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’]s?$|['’]s(?=['’])/g, '').replace(/['’]/g, '');

/** Only as far as a plural goes: a wrong guess would do no harm, because it is made alike on both sides. */
function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  return word.replace(/(?<=ss|x|ch|sh)es$|s$/, '');
}
