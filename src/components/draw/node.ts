/**
 * A page drawn as plain data, so that one function draws the same thing into the built HTML and, in the browser, into
 * the document: text is always text, attributes are always attributes, and nothing is ever parsed as HTML.
 */
export interface Drawn { tag: string; attributes: Attributes; children: Drawing[] }
export type Drawing = Drawn | string;
type Attributes = Record<string, string | number | boolean | null | undefined>;
export type Children = Drawing | null | undefined | false | Children[];

const NAME = /^[a-z][a-zA-Z0-9-]*$/;
const ATTRIBUTE_NAME = /^[a-z][a-z0-9:-]*$/;
const UNSAFE_TAG = /^(script|style|i?frame|object|embed|base|meta|link|set|animate.*)$/i;
const UNSAFE_ATTRIBUTE = /^(on.*|style|srcdoc|formaction|xlink:href|data)$/;
const VOID = new Set(['br', 'hr', 'input', 'img', 'wbr']);
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Draws one element. `false`, `null` and `undefined` among the children are left out, lists are laid flat; an attribute
 * that is `false`, `null` or `undefined` is left out, `true` stands without a value.
 *
 * Throws a `TypeError` for what the site's security policy forbids: an element or attribute that runs, frames or fetches
 * something or styles, a link to anything but a page, and for a name that is no name.
 *
 * @example
 * h('p', { class: 'note' }, 'Day ', h('strong', {}, '5'));
 */
export function h(tag: string, attributes: Attributes, ...children: Children[]): Drawn {
  if (!NAME.test(tag) || UNSAFE_TAG.test(tag)) throw new TypeError(`Cannot draw <${tag}>`);
  for (const [name, value] of Object.entries(attributes)) refuseUnsafe(name, value);
  return { tag, attributes, children: flat(children) };
}

/**
 * Gives the drawing as HTML text, for the built page.
 *
 * @example
 * markup(h('b', {}, 'a < b')); // '<b>a &lt; b</b>'
 */
export function markup(drawing: Drawing | Drawing[]): string {
  if (Array.isArray(drawing)) return drawing.map(markup).join('');
  if (typeof drawing === 'string') return escaped(drawing);
  const { tag, children } = drawing;
  const start = `<${tag}${shown(drawing).map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`)).join('')}>`;
  return VOID.has(tag) ? start : `${start}${markup(children)}</${tag}>`;
}

/**
 * Makes the children of `parent` the same as the drawing and touches only what differs, so that the field someone is
 * in keeps its focus and an opened detail stays open. Elements are matched by their `id` or `data-key`, else by place.
 *
 * @example
 * redraw(document.querySelector('#answer'), [h('p', {}, 'Tuesday 31 March 2026')]);
 */
export function redraw(parent: Element, drawings: Drawing[]): void {
  const keyed = new Map<string, Element>();
  for (const child of parent.children) {
    const key = keyOfElement(child);
    if (key !== null) keyed.set(key, child);
  }
  let place: ChildNode | null = parent.firstChild;
  for (const drawing of drawings) {
    const kept = reusable(drawing, place, keyed);
    if (kept === null) {
      parent.insertBefore(made(drawing, parent), place);
      continue;
    }
    if (kept === place) place = place.nextSibling;
    else parent.insertBefore(kept, place);
    if (typeof drawing === 'string') {
      if (kept.nodeValue !== drawing) kept.nodeValue = drawing;
    } else {
      const element = kept as Element;
      keyed.delete(keyOfElement(element) ?? '');
      setAttributes(element, drawing);
      redraw(element, drawing.children);
    }
  }
  while (place !== null) {
    const next: ChildNode | null = place.nextSibling;
    place.remove();
    place = next;
  }
}

function refuseUnsafe(written: string, value: unknown): void {
  const name = written.toLowerCase();
  if (!ATTRIBUTE_NAME.test(name) || UNSAFE_ATTRIBUTE.test(name)) throw new TypeError(`Cannot draw the attribute ${written}`);
  if (!/^(href|action|src)$/.test(name)) return;
  // A browser reads past spaces and control characters, which could hide what an address begins with.
  const address = String(value).replace(/[\0- ]/g, '');
  if (/^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(address)) throw new TypeError(`Cannot draw a link to ${address}`);
}

function flat(children: Children[]): Drawing[] {
  const list: Drawing[] = [];
  for (const child of children) {
    if (Array.isArray(child)) list.push(...flat(child));
    else if (typeof child === 'string') {
      const last = list.at(-1);
      // One text, as a parsed page would have it, so that matching by place works.
      if (typeof last === 'string') list[list.length - 1] = last + child;
      else if (child !== '') list.push(child);
    } else if (child) list.push(child);
  }
  return list;
}

function shown({ attributes }: Drawn): [string, string][] {
  const list: [string, string][] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    list.push([name, value === true ? '' : String(value)]);
  }
  return list;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function keyOfElement(element: Element): string | null {
  return element.getAttribute('data-key') ?? (element.id === '' ? null : element.id);
}

function keyOf(drawing: Drawn): string | null {
  const key = drawing.attributes['data-key'] ?? drawing.attributes['id'];
  return key === undefined || key === null || key === false ? null : String(key);
}

function reusable(drawing: Drawing, place: ChildNode | null, keyed: Map<string, Element>): ChildNode | null {
  if (typeof drawing === 'string') return place?.nodeType === 3 ? place : null;
  const key = keyOf(drawing);
  if (key !== null) {
    const element = keyed.get(key);
    return element?.localName === drawing.tag ? element : null;
  }
  if (place?.nodeType !== 1) return null;
  const element = place as Element;
  return element.localName === drawing.tag && keyOfElement(element) === null ? element : null;
}

function made(drawing: Drawing, parent: Element): Node {
  const { ownerDocument } = parent;
  if (typeof drawing === 'string') return ownerDocument.createTextNode(drawing);
  const inSvg = drawing.tag === 'svg' || (parent.namespaceURI === SVG && parent.localName !== 'foreignObject');
  const element = inSvg ? ownerDocument.createElementNS(SVG, drawing.tag) : ownerDocument.createElement(drawing.tag);
  setAttributes(element, drawing);
  for (const child of drawing.children) element.append(made(child, element));
  return element;
}

/** What a person may have changed since it was drawn, and a new drawing leaves as it is unless it says otherwise. */
const LEFT_ALONE = new Set(['open']);

function setAttributes(element: Element, drawing: Drawn): void {
  const wanted = new Map(shown(drawing));
  for (const { name } of [...element.attributes]) {
    if (!wanted.has(name) && !LEFT_ALONE.has(name)) element.removeAttribute(name);
  }
  for (const [name, value] of wanted) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  if (element instanceof HTMLInputElement) {
    if (element.type === 'radio' || element.type === 'checkbox') element.checked = wanted.has('checked');
    else if (element.value !== (wanted.get('value') ?? '')) element.value = wanted.get('value') ?? '';
  }
  if (element instanceof HTMLOptionElement) element.selected = wanted.has('selected');
}
