/**
 * A second counter of working days, slow and obvious: it asks of each day in turn what it is and writes it down.
 *
 * It shares nothing with the calendar but the list of holidays. Its days come from `Date` in UTC, it has no table of
 * ranks, and it follows the words of the conventions rather than a formula, so that a slip in one is not a slip in both.
 */

export interface SlowAnswer { end: string; counted: string[]; skipped: { date: string; reason: string }[] }

export interface SlowRequest {
  start: string;
  days: number;
  dayOne: 'day-after' | 'trigger-day';
  nonWorkingStart: 'stands' | 'deemed-next';
}

export interface SlowCounter {
  /** Null where a weekday outside the table is met. */
  count(request: SlowRequest): SlowAnswer | null;
  /** `working`, `unknown`, or the reason why nobody works. */
  kindOf(date: string): string;
  next(date: string): string;
  previous(date: string): string;
}

export function slowCounter(table: {
  holidays: readonly { date: string; title: string }[];
  from: string;
  to: string;
}): SlowCounter {
  const kinds = new Map<string, string>();
  const nexts = new Map<string, string>();
  const previouses = new Map<string, string>();

  return { count, kindOf, next, previous };

  function count({ start, days, dayOne, nonWorkingStart }: SlowRequest): SlowAnswer | null {
    const counted: string[] = [];
    const skipped: SlowAnswer['skipped'] = [];

    let received = start;
    const waited: string[] = [];
    if (nonWorkingStart === 'deemed-next') {
      while (kindOf(received) !== 'working') {
        if (kindOf(received) === 'unknown') return null;
        waited.push(received);
        received = next(received);
      }
    }
    const deemed = received !== start;

    if (days === 0) {
      for (const date of waited.slice(1)) skipped.push({ date, reason: kindOf(date) });
      if (deemed) skipped.push({ date: received, reason: 'The day the start is deemed received' });
      return { end: received, counted, skipped };
    }

    if (days > 0) {
      // The days between the start and the day it is deemed received come first.
      const before = dayOne === 'trigger-day' ? waited : waited.slice(1);
      for (const date of before) skipped.push({ date, reason: kindOf(date) });
      let today = received;
      if (dayOne === 'day-after') {
        if (deemed) skipped.push({ date: received, reason: 'The day the start is deemed received' });
        today = next(received);
      }
      while (counted.length < days) {
        if (kindOf(today) === 'unknown') return null;
        if (kindOf(today) === 'working') counted.push(today);
        else skipped.push({ date: today, reason: kindOf(today) });
        today = next(today);
      }
      return { end: counted.at(-1) ?? received, counted, skipped };
    }

    let today = received;
    if (dayOne === 'day-after') {
      if (deemed) skipped.push({ date: received, reason: 'The day the start is deemed received' });
      today = previous(received);
    }
    while (counted.length < -days) {
      if (kindOf(today) === 'unknown') return null;
      if (kindOf(today) === 'working') counted.push(today);
      else skipped.push({ date: today, reason: kindOf(today) });
      today = previous(today);
    }
    // A count that ends on the deemed day itself has still passed over the days since the start.
    for (const date of waited.toReversed()) {
      if (date <= today) skipped.push({ date, reason: kindOf(date) });
    }
    return { end: counted.at(-1) ?? received, counted, skipped };
  }

  function kindOf(date: string): string {
    let kind = kinds.get(date);
    if (kind === undefined) {
      kind = look(date);
      kinds.set(date, kind);
    }
    return kind;
  }

  function look(date: string): string {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday === 6) return 'Saturday';
    if (weekday === 0) return 'Sunday';
    if (date < table.from || date > table.to) return 'unknown';
    return table.holidays.find((holiday) => holiday.date === date)?.title ?? 'working';
  }

  function next(date: string): string {
    return beside(date, 1, nexts);
  }

  function previous(date: string): string {
    return beside(date, -1, previouses);
  }

  function beside(date: string, days: 1 | -1, known: Map<string, string>): string {
    let near = known.get(date);
    if (near === undefined) {
      const moment = new Date(`${date}T00:00:00Z`);
      moment.setUTCDate(moment.getUTCDate() + days);
      near = moment.toISOString().slice(0, 10);
      known.set(date, near);
    }
    return near;
  }
}
