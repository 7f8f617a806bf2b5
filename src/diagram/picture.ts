/** A drawing as plain data: an element, its attributes and what is in it. Text is always text. */
export interface Picture { tag: string; attributes: Record<string, string | number>; children: (Picture | string)[] }

/**
 * An element of a drawing.
 *
 * @example element('rect', { width: 10, height: 4 })
 */
export function element(tag: string, attributes: Picture['attributes'], ...children: (Picture | string)[]): Picture {
  return { tag, attributes, children };
}

/**
 * A drawing as markup that is right both in a page and in a file of its own.
 *
 * @example svgMarkup(element('title', {}, 'A & B')) // '<title>A &amp; B</title>'
 */
export function svgMarkup(picture: Picture | string): string {
  if (typeof picture === 'string') return escaped(picture);
  const { tag, attributes, children } = picture;
  const start = `<${tag}${Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`).join('')}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.map(svgMarkup).join('')}</${tag}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
