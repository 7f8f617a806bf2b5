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
  if (!safeTags.has(tag)) {
    if (!NAME.test(tag) || UNSAFE_TAG.test(tag)) throw new TypeError(`Cannot draw <${tag}>`);
    safeTags.add(tag);
  }
  for (const name in attributes) refuseUnsafe(name, attributes[name]);
  return { tag, attributes, children: flat(children) };
}

// A page has thousands of elements of a few dozen names, so each name is looked into once.
const safeTags = new Set<string>();
const safeNames = new Set<string>();

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
 * The attributes last drawn of an element: the next drawing is compared with that, because a document takes many times longer
 * to be asked. What something else has changed since stays as it is until a drawing gives it another value.
 */
const lastDrawn = new WeakMap<Element, Attributes>();

/**
 * Makes the children of `parent` the same as the drawing and touches only what differs, so that the field someone is
 * in keeps its focus and an opened detail stays open. Elements are matched by their `id` or `data-key`, else by place.
 *
 * @example
 * redraw(document.querySelector('#answer'), [h('p', {}, 'Tuesday 31 March 2026')]);
 */
export function redraw(parent: Element, drawings: Drawing[]): void {
  let keyed: Map<string, Element> | null = null;
  let place: ChildNode | null = parent.firstChild;
  for (const drawing of drawings) {
    let kept: ChildNode | null;
    if (typeof drawing === 'string') kept = place?.nodeType === 3 ? place : null;
    else {
      const key = keyOf(drawing.attributes);
      if (isLike(place, drawing, key)) kept = place;
      else if (key === null) kept = null;
      else {
        keyed ??= keyedFrom(place);
        const element = keyed.get(key);
        kept = element?.localName === drawing.tag ? element : null;
      }
      if (kept !== null && key !== null) keyed?.delete(key);
    }
    if (kept === null) {
      parent.insertBefore(made(drawing, parent), place);
      continue;
    }
    if (kept === place) place = place.nextSibling;
    else parent.insertBefore(kept, place);
    if (typeof drawing === 'string') {
      if (kept.nodeValue !== drawing) kept.nodeValue = drawing;
    } else {
      setAttributes(kept as Element, drawing);
      redraw(kept as Element, drawing.children);
    }
  }
  while (place !== null) {
    const next: ChildNode | null = place.nextSibling;
    place.remove();
    place = next;
  }
}

function refuseUnsafe(given: string, value: unknown): void {
  const name = given.toLowerCase();
  if (!safeNames.has(name)) {
    if (!ATTRIBUTE_NAME.test(name) || UNSAFE_ATTRIBUTE.test(name)) throw new TypeError(`Cannot draw the attribute ${given}`);
    safeNames.add(name);
  }
  if (name !== 'href' && name !== 'action' && name !== 'src') return;
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
  return Object.keys(attributes).flatMap((name): [string, string][] => {
    const value = written(attributes[name]);
    return value === null ? [] : [[name, value]];
  });
}

/** An attribute's value as it stands in a document, or null where it does not stand there. */
function written(value: Attributes[string]): string | null {
  if (value === false || value === null || value === undefined) return null;
  return value === true ? '' : String(value);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function keyOf(attributes: Attributes): string | null {
  return written(attributes['data-key']) ?? written(attributes['id']);
}

/** What the page was built with is read once. */
function attributesOf(element: Element): Attributes {
  let attributes = lastDrawn.get(element);
  if (attributes === undefined) {
    lastDrawn.set(element, attributes = {});
    for (const name of element.getAttributeNames()) attributes[name] = element.getAttribute(name);
  }
  return attributes;
}

/** Whether the drawing belongs to this very place. */
function isLike(place: ChildNode | null, { tag }: Drawn, key: string | null): boolean {
  return place?.nodeType === 1 && keyOf(attributesOf(place as Element)) === key && (place as Element).localName === tag;
}

function keyedFrom(first: ChildNode | null): Map<string, Element> {
  const keyed = new Map<string, Element>();
  for (let node = first; node !== null; node = node.nextSibling) {
    const key = node.nodeType === 1 ? keyOf(attributesOf(node as Element)) : null;
    if (key !== null) keyed.set(key, node as Element);
  }
  return keyed;
}

function made(drawing: Drawing, parent: Element): Node {
  const { ownerDocument } = parent;
  if (typeof drawing === 'string') return ownerDocument.createTextNode(drawing);
  const inSvg = drawing.tag === 'svg' || (parent.namespaceURI === SVG && parent.localName !== 'foreignObject');
  const element = inSvg ? ownerDocument.createElementNS(SVG, drawing.tag) : ownerDocument.createElement(drawing.tag);
  setAttributes(element, drawing, {});
  for (const child of drawing.children) element.append(made(child, element));
  return element;
}

/** What a person may have changed since it was drawn, and a new drawing leaves as it is unless it says otherwise. */
const LEFT_ALONE = new Set(['open']);

/** @param last what was drawn there before */
function setAttributes(element: Element, { tag, attributes }: Drawn, last = attributesOf(element)): void {
  for (const name in last) {
    if (written(attributes[name]) === null && written(last[name]) !== null && !LEFT_ALONE.has(name)) element.removeAttribute(name);
  }
  for (const name in attributes) {
    const value = written(attributes[name]);
    const was = LEFT_ALONE.has(name) ? element.getAttribute(name) : written(last[name]);
    if (value !== null && value !== was) element.setAttribute(name, value);
  }
  lastDrawn.set(element, attributes);
  if (tag === 'input') {
    const field = element as HTMLInputElement;
    const value = written(attributes['value']) ?? '';
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = written(attributes['checked']) !== null;
    else if (field.value !== value) field.value = value;
  } else if (tag === 'option') (element as HTMLOptionElement).selected = written(attributes['selected']) !== null;
}
