import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import config from '../../astro.config.mjs';

const text = readFileSync('src/public/_headers', 'utf8');

/** The headers of each path, as hosts that know the file read it. */
const paths = new Map(text.replaceAll(/^#.*$/gm, '').trim().split(/\n+(?=\S)/).map((block) => {
  const [path, ...lines] = block.split('\n');
  return [path!, new Map(lines.filter((line) => line.trim() !== '').map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const;
  }))] as const;
}));

describe('the headers for hosts that read them', () => {
  const everywhere = paths.get('/*')!;

  it('carry the security policy of the pages, and that no other site may frame them', () => {
    const csp = config.security?.csp;
    if (typeof csp !== 'object') throw new Error('The pages have no security policy');
    const ofPages = [...csp.directives!, `script-src ${csp.scriptDirective!.resources!.join(' ')}`, `style-src ${csp.styleDirective!.resources!.join(' ')}`, "frame-ancestors 'none'"];
    expect(everywhere.get('Content-Security-Policy')!.split('; ').sort()).toEqual(ofPages.sort());
  });

  it('tell nobody where a visitor comes from, and let no file pass for what it is not', () => {
    expect(everywhere.get('Referrer-Policy')).toBe('no-referrer');
    expect(everywhere.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('let every page read the open data, and nothing else', () => {
    expect([...paths].filter(([, headers]) => headers.has('Access-Control-Allow-Origin')).map(([path]) => path)).toEqual(['/api/*', '/schema/*']);
  });

  it('give no header twice to one file, because hosts join the two into one that is neither', () => {
    const elsewhere = [...paths].filter(([path]) => path !== '/*').flatMap(([, headers]) => [...headers.keys()]);
    expect(elsewhere.filter((name) => everywhere.has(name))).toEqual([]);
  });
});
