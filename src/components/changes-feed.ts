/** The changes to the rules as an Atom feed (RFC 4287). Build only. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readChanges, type Change } from '../policy/changes.ts';
import { formatFault } from '../policy/fault.ts';
import type { Policy } from '../policy/model.ts';
import { rules } from './rules.ts';
import { published } from './published.ts';

const FILE = 'content/changes.yaml';

/**
 * The changes to the published rules, newest first.
 *
 * @throws Error that names every fault of the file
 * @example changes()[0]?.what // 'First edition of the rules'
 */
export function changes(): Change[] {
  const isPublishedSet = process.env['RULEBOOK_POLICIES'] === undefined;
  const read = readChanges(FILE, readFileSync(FILE, 'utf8'), rules().policies.map(({ id }) => id));
  // Another set has other policies: the changelog is of the published one.
  if (isPublishedSet && read.faults.length > 0) throw new Error(read.faults.map(formatFault).join('\n'));
  return read.changes;
}

/**
 * The feed. It names no host, because the site knows none: a reader takes its links from where it fetched the feed.
 *
 * @param address makes an address of the site from a path
 * @example changesFeed(changes(), set.policies, (path) => path)
 */
export function changesFeed(entries: readonly Change[], policies: readonly Policy[], address: (path: string) => string): string {
  const updated = entries[0]?.date ?? '1970-01-01';
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
    `<id>${nameOf('feed of changes')}</id>`,
    '<title>Rapid Review Rulebook: changes to the rules</title>',
    `<updated>${updated}T00:00:00Z</updated>`,
    '<author><name>The Rapid Review Rulebook authors</name></author>',
    '<rights>CC BY 4.0</rights>',
    `<link rel="self" type="application/atom+xml" href="${escaped(address(published.paths.feed))}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(address('/data/'))}"/>`,
    ...entries.map((entry) => entryOf(entry, policies, address)),
    '</feed>',
    '',
  ].join('\n');
}

function entryOf({ id, date, what, because, policies: touched }: Change, policies: readonly Policy[], address: (path: string) => string): string {
  const found = policies.filter((policy) => touched.includes(policy.id));
  const [only, ...more] = found;
  const page = only !== undefined && more.length === 0 ? `/procedures/${only.id}/` : '/procedures/';
  return [
    '<entry>',
    `<id>${nameOf(id)}</id>`,
    `<title>${escaped(found.length === 0 ? what : `${found.map(({ title }) => title).join(', ')}: ${what}`)}</title>`,
    `<updated>${date}T00:00:00Z</updated>`,
    `<link rel="alternate" type="text/html" href="${escaped(address(page))}"/>`,
    ...found.map((policy) => `<category term="${escaped(policy.id)}" label="${escaped(policy.title)}"/>`),
    `<summary>${escaped(because)}</summary>`,
    '</entry>',
  ].join('\n');
}

/** A name that stays the same wherever the feed is served: a UUID made from the words (RFC 9562, version 8). */
function nameOf(words: string): string {
  const hex = createHash('sha256').update(`rapid-review-rulebook ${words}`).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
