/** Who answers for this copy of the site, and where its source is kept. Known where it is built, and never made up. Build only. */
import { held } from './kept.ts';

interface Publisher {
  /** Null: whoever built the site named none. */
  name: string | null;
  source: string | null;
}

const given = held<{ publisher: Publisher }>('publisher');

/** The publisher that this build was given. */
export function publisher(): Publisher {
  return given.publisher ??= publisherIn(process.env);
}

/**
 * The publisher that settings name: `RULEBOOK_PUBLISHER`, and `RULEBOOK_SOURCE` for the address of the project.
 *
 * @throws RangeError for a source that is no address of a page, which would be a dead link on every page
 * @example publisherIn({ RULEBOOK_PUBLISHER: 'Northmere Safeguarding Partnership' }) // { name: 'Northmere Safeguarding Partnership', source: null }
 */
export function publisherIn(settings: Readonly<Record<string, string | undefined>>): Publisher {
  const [name, source] = ['RULEBOOK_PUBLISHER', 'RULEBOOK_SOURCE'].map((key) => settings[key]?.trim() || null) as [string | null, string | null];
  if (source !== null && !/^https?:\/\/[^\s/]+/.test(source)) throw new RangeError(`RULEBOOK_SOURCE is the address at which the project is kept, and "${source}" is none: write it in full, such as https://example.org/rulebook`);
  return { name, source };
}
