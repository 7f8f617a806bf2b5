import { expect, test } from 'vitest';
import { publisherIn } from '../../src/components/publisher.ts';

test('a publisher is who the settings name, and nobody where they name none', () => {
  expect(publisherIn({})).toEqual({ name: null, source: null });
  expect(publisherIn({ RULEBOOK_PUBLISHER: '  ', RULEBOOK_SOURCE: '' })).toEqual({ name: null, source: null });
  expect(publisherIn({ RULEBOOK_PUBLISHER: 'Northmere Safeguarding Partnership', RULEBOOK_SOURCE: 'https://example.org/rulebook' }))
    .toEqual({ name: 'Northmere Safeguarding Partnership', source: 'https://example.org/rulebook' });
});

test('an address of the project that is none stops the build, and says how it is written', () => {
  for (const source of ['rulebook', 'javascript:alert(1)', 'https://']) {
    expect(() => publisherIn({ RULEBOOK_SOURCE: source })).toThrow(/RULEBOOK_SOURCE .* write it in full, such as https:/);
  }
});
