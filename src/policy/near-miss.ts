/**
 * The known word nearest to a mistyped one, or null where none is near enough to be what was meant.
 *
 * Near enough is one slip for every three letters begun, at most four, and none in a word of one or two letters. A slip is
 * a letter too many, too few, wrong, or two neighbours swapped. Of equally near words the first in the alphabet is given.
 *
 * @example nearMiss('refferal-received', ['referral-received', 'incident-known']) // 'referral-received'
 */
export function nearMiss(written: string, known: Iterable<string>): string | null {
  const allowed = written.length < 3 ? 0 : Math.min(4, Math.ceil(written.length / 3));
  let nearest: string | null = null;
  let fewest = allowed + 1;
  for (const word of [...known].sort()) {
    if (Math.abs(word.length - written.length) > allowed) continue;
    const slips = slipsBetween(written.toLowerCase(), word.toLowerCase());
    if (slips < fewest) {
      nearest = word;
      fewest = slips;
    }
  }
  return nearest;
}

/** Edit distance with swaps of neighbours (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const wrong = a[row - 1] === b[column - 1] ? 0 : 1;
      let slips = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + wrong);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) slips = Math.min(slips, beforeLast[column - 2]! + 1);
      current.push(slips);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
