import { z } from 'zod';
import type { Fault } from './fault.ts';
import type { IsoDate } from './model.ts';
import { readYaml } from './yaml-text.ts';

/** A change of the rules, as `content/changes.yaml` tells it. */
export interface Change {
  id: string;
  date: IsoDate;
  /** Ids of the policies it touches; empty where it touches them all. */
  policies: string[];
  what: string;
  because: string;
}

const change = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'an id is made of small letters, digits and hyphens'),
  date: z.iso.date('this is not a date that exists, written YYYY-MM-DD'),
  policies: z.array(z.string()).min(1, 'name a policy, or take the key away').optional(),
  what: z.string().trim().min(1).max(200),
  because: z.string().trim().min(1),
});

/**
 * Reads the changelog of the rules. It is refused, with each fault in its place, where an entry lacks something, an id
 * comes twice, a policy is not known, or the newest does not come first.
 *
 * @param known the ids of the policies that there are or were
 * @example readChanges('content/changes.yaml', text, ['wst']).changes[0]?.what
 */
export function readChanges(file: string, content: string, known: readonly string[]): { changes: Change[]; faults: Fault[] } {
  const text = readYaml(file, content);
  if (text.faults.length > 0) return { changes: [], faults: text.faults };
  const read = z.array(change).min(1).safeParse(text.value);
  if (!read.success) {
    return { changes: [], faults: read.error.issues.map(({ path, message }) => text.faultAt(path, message, 'see the head of the file for what an entry holds')) };
  }
  const faults = read.data.flatMap((entry, index) => {
    const earlier = read.data.slice(0, index);
    return [
      ...(earlier.some(({ id }) => id === entry.id) ? [text.faultAt([index, 'id'], `"${entry.id}" is given twice`, 'give the newer entry an id of its own')] : []),
      ...(earlier.some(({ date }) => date < entry.date) ? [text.faultAt([index, 'date'], 'this entry is newer than one above it', 'put the newest first')] : []),
      ...(entry.policies ?? []).flatMap((id, place) =>
        known.includes(id) ? [] : [text.faultAt([index, 'policies', place], `there is no policy "${id}"`, 'name one that there is')]),
    ];
  });
  return { changes: read.data.map((entry) => ({ ...entry, policies: entry.policies ?? [] })), faults };
}
