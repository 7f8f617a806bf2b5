import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptFiles, ofOneDocument } from '../../src/components/offline/keep-offline.ts';

describe('what is kept for use without a network', () => {
  it('is every file of the pages under the address of its page, with its checksum, and none of the data', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rulebook-kept-'));
    try {
      for (const name of ['index.html', '404.html', '_headers', 'robots.txt', 'service-worker.js', 'changes.xml', 'a/b/index.html', 'a/paper.csv', 'a/paper.txt', 'charts/a.svg', 'charts/a.mmd', 'api/v1/a.json', 'schema/a.schema.json', '_astro/a.x.js']) {
        mkdirSync(join(folder, name, '..'), { recursive: true });
        writeFileSync(join(folder, name), 'abc');
      }
      const { files, bytes } = keptFiles(folder);
      // The checksum of "abc", as FIPS 180-2 gives it.
      const sum = Buffer.from('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'hex').toString('base64');
      expect(files).toEqual(Object.fromEntries(['404.html', '_astro/a.x.js', 'a/b/', 'charts/a.svg', ''].map((path) => [path, sum])));
      expect(bytes).toBe(15);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('tells the files of one document, or of two, from those that every document needs', () => {
    const all = ['', 'about/', 'procedures/', 'procedures/wst/', 'compare/kscp/wst/', 'charts/kscp.svg', '_astro/wst.BdYf8Ibf.js', '_astro/wst-words.BdYf8Ibf.js', '_astro/Page.wst1.css', 'learn/practice/kscp/'];
    expect(ofOneDocument(all, ['wst', 'kscp'])).toEqual(['procedures/wst/', 'compare/kscp/wst/', 'charts/kscp.svg', '_astro/wst.BdYf8Ibf.js', 'learn/practice/kscp/']);
  });
});
