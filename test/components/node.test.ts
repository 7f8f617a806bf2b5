import { JSDOM } from 'jsdom';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { h, markup, redraw, type Drawing } from '../../src/components/draw/node.ts';

describe('a drawing as HTML text', () => {
  test('escapes text and attributes, so that no text becomes markup', () => {
    expect(markup(h('p', { title: '"><img>' }, '<script>alert(1)</script> & more')))
      .toBe('<p title="&quot;&gt;&lt;img&gt;">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>');
  });

  test('leaves out what is false or absent, and lays lists flat', () => {
    expect(markup(h('ul', { hidden: false, id: null, 'data-x': undefined, lang: 'en' }, null, [h('li', {}, 'a'), [h('li', {}, 'b')]], false, '')))
      .toBe('<ul lang="en"><li>a</li><li>b</li></ul>');
  });

  test('writes an attribute that is true without a value, and a void element without an end', () => {
    expect(markup(h('input', { checked: true, value: '' }))).toBe('<input checked value>');
  });

  test('whatever the text, a browser reads back the same text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }).filter((text) => !/[\0\r]/.test(text)), (text) => {
      const { document } = new JSDOM(markup(h('div', { title: text }, text))).window;
      const div = document.querySelector('div')!;
      expect(div.textContent).toBe(text);
      expect(div.getAttribute('title')).toBe(text);
      expect(div.children).toHaveLength(0);
    }), { numRuns: 60 });
  });
});

describe('what the security policy forbids cannot be drawn', () => {
  test.each([
    'script', 'style', 'SCRIPT', 'iframe', 'frame', 'object', 'embed', 'base', 'meta', 'link', 'set', 'animate', 'p><img', '',
  ])('an element %j', (tag) => {
    expect(() => h(tag, {})).toThrow(TypeError);
  });

  test.each([
    'style', 'STYLE', 'onclick', 'onClick', 'ONFOCUS', 'srcdoc', 'srcDoc', 'formaction', 'formAction', 'xlink:href', 'data', 'a b', 'a=b',
  ])('an attribute %j', (name) => {
    expect(() => h('p', { [name]: 'x' })).toThrow(TypeError);
  });

  test.each([
    'javascript:go()', ' JavaScript:go()', 'java\tscript:go()', 'java\nscript:go()', '\u0001javascript:go()', '\u001f \rjavascript\t:go()',
    'vbscript:go()', 'data:text/html,x', 'blob:x', 'file:///x', 'httpsx:x',
  ])('a link to %j', (address) => {
    for (const name of ['href', 'HREF', 'action', 'src']) expect(() => h('a', { [name]: address }), name).toThrow(TypeError);
  });

  test.each(['#step-a', '../wst/#test-b', '/compare/#v=1&on=a:b', 'https://www.gov.uk/', 'http://localhost/', '', '?a=b:c'])('and a link to %j can', (address) => {
    expect(markup(h('a', { href: address }))).toContain('<a href');
  });

  test('as can the names that drawings use', () => {
    expect(markup(h('svg', { viewBox: '0 0 1 1', 'data-part': 'chart', 'aria-hidden': 'true' }, h('foreignObject', {})))).toContain('foreignObject');
    expect(markup(h('rulebook-question', { 'data-name': 'q' }))).toBe('<rulebook-question data-name="q"></rulebook-question>');
  });
});

describe('drawing again', () => {
  let document: Document;
  beforeAll(() => {
    ({ document } = new JSDOM('<main></main>').window);
  });
  const drawn = (...drawings: Drawing[]) => {
    const main = document.createElement('main');
    redraw(main, drawings);
    return main;
  };

  test('gives the same HTML as the text', () => {
    const drawing = h('div', { class: 'a' }, 'one ', h('b', {}, 'two'), h('svg', { viewBox: '0 0 1 1' }, h('path', { d: 'M0 0' })));
    expect(drawn(drawing).innerHTML).toBe(markup(drawing));
  });

  test('keeps the element that someone is in, and what they opened', () => {
    const main = drawn(h('details', { 'data-key': 'd' }, h('summary', {}, 'old')), h('input', { id: 'i', value: 'a' }));
    const details = main.querySelector('details')!;
    const input = main.querySelector('input')!;
    details.open = true;
    redraw(main, [h('p', {}, 'new first'), h('details', { 'data-key': 'd' }, h('summary', {}, 'new')), h('input', { id: 'i', value: 'b' })]);
    expect(main.querySelector('details')).toBe(details);
    expect(details.open).toBe(true);
    expect(details.textContent).toBe('new');
    expect(main.querySelector('input')).toBe(input);
    expect(input.value).toBe('b');
  });

  test('touches nothing where the same is drawn again, but for what someone has changed in a field', async () => {
    const drawing = () => h('form', { class: 'a', hidden: false }, 'text', h('p', { id: 'p' }, h('b', {}, 'bold')), h('input', { id: 'i', type: 'text', value: 'a' }),
      h('input', { id: 'r', type: 'radio', checked: true }), h('select', { id: 's' }, h('option', { value: '1', selected: true }, 'one'), h('option', { value: '2' }, 'two')));
    const main = drawn(drawing());
    const field = <T extends Element>(id: string) => main.querySelector<T>(`#${id}`)!;
    field<HTMLInputElement>('i').value = 'typed';
    field<HTMLInputElement>('r').checked = false;
    field<HTMLSelectElement>('s').value = '2';
    const touched: MutationRecord[] = [];
    const observer = new (document.defaultView!.MutationObserver)((records) => touched.push(...records));
    observer.observe(main, { attributes: true, childList: true, characterData: true, subtree: true });
    redraw(main, [drawing()]);
    await Promise.resolve();
    expect(touched).toEqual([]);
    expect(field<HTMLInputElement>('i').value).toBe('a');
    expect(field<HTMLInputElement>('r').checked).toBe(true);
    expect(field<HTMLSelectElement>('s').value).toBe('1');
  });

  test('of what differs it touches nothing but that', async () => {
    const drawing = (date: string, mark: string | null) => h('ol', {}, h('li', { 'data-key': 'a' }, h('b', {}, 'one'), ' by ', h('time', { datetime: date }, date)), h('li', { 'data-key': 'b', class: mark }, 'two'));
    const main = drawn(drawing('2026-03-31', 'late'));
    const touched: string[] = [];
    new (document.defaultView!.MutationObserver)((records) => touched.push(...records.map(({ type, target, attributeName }) => `${type} ${attributeName ?? ''} ${target.nodeName}`)))
      .observe(main, { attributes: true, childList: true, characterData: true, subtree: true });
    redraw(main, [drawing('2026-04-01', null)]);
    await Promise.resolve();
    expect(touched).toEqual(['attributes datetime TIME', 'characterData  #text', 'attributes class LI']);
    expect(main.innerHTML).toBe(markup(drawing('2026-04-01', null)));
  });

  test('takes over what the page was built with, attribute by attribute', () => {
    const main = document.createElement('main');
    main.innerHTML = '<p class="old" lang="en">same</p><details open><summary>x</summary></details>';
    const [paragraph, details] = main.children;
    redraw(main, [h('p', { title: 'new' }, 'same'), h('details', {}, h('summary', {}, 'y'))]);
    expect([...main.children]).toEqual([paragraph, details]);
    expect(main.innerHTML).toBe('<p title="new">same</p><details open=""><summary>y</summary></details>');
  });

  test('whatever stood there before, what stands there after is what was drawn', () => {
    const leaf = fc.stringMatching(/^[a-z<& ]{1,4}$/);
    const { tree } = fc.letrec<{ tree: Drawing }>((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, leaf, fc.tuple(fc.constantFrom('p', 'ul', 'li', 'b'), fc.option(fc.constantFrom('k1', 'k2', 'k3')), fc.array(tie('tree'), { maxLength: 4 }))
        .map(([tag, key, children]) => h(tag, { 'data-key': key }, uniquelyKeyed(children)))),
    }));
    fc.assert(fc.property(fc.array(tree, { maxLength: 4 }), fc.array(tree, { maxLength: 4 }), (before, after) => {
      const [first, second] = [before, after].map((list) => h('main', {}, uniquelyKeyed(list)).children);
      const main = drawn(...first!);
      redraw(main, second!);
      expect(main.innerHTML).toBe(markup(second!));
    }), { numRuns: 200 });
  });
});

/** Keys name one child among its siblings; a drawing that gives one twice is not a drawing that the site makes. */
function uniquelyKeyed(children: Drawing[]): Drawing[] {
  const seen = new Set<string>();
  return children.filter((child) => {
    const key = typeof child === 'string' ? null : child.attributes['data-key'];
    if (key === null || key === undefined) return true;
    if (seen.has(String(key))) return false;
    seen.add(String(key));
    return true;
  });
}
