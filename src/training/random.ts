/** Chance that can be had again: everything drawn here follows from a seed, so that one link gives forty people one paper. */

export interface Random {
  /** A whole number from 0 up to, and not including, `limit`. */
  below(limit: number): number;
  /** One of the list. @throws RangeError where it is empty */
  pick<T>(list: readonly T[]): T;
  /** The list in another order; the list given is left as it is. */
  shuffled<T>(list: readonly T[]): T[];
}

const GOLDEN = 0x9e3779b9;

/**
 * A generator for a seed: a counter that moves by the golden ratio, each value mixed by two rounds of multiply and
 * shift. The same parts give the same numbers on every machine, for they are whole numbers of 32 bits.
 *
 * @param parts the seed, and what the numbers are for, so that one use does not disturb another
 * @example seeded(7, 'west-midlands').below(6)
 */
export function seeded(...parts: (number | string)[]): Random {
  let state = fingerprint(parts.join('\u0000'));
  const next = (): number => {
    state = (state + GOLDEN) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[below(list.length)]!;
    },
    shuffled: (list) => {
      const order = [...list];
      for (let place = order.length - 1; place > 0; place -= 1) {
        const other = below(place + 1);
        [order[place], order[other]] = [order[other]!, order[place]!];
      }
      return order;
    },
  };
}

/**
 * A text as a whole number of 32 bits, always the same for the same text.
 *
 * @example fingerprint('a').toString(36)
 */
export function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash >>> 0;
}
