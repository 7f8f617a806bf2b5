/**
 * What is looked for, as the part of the search page's address that is never sent: after the `#`. No text, no `#`.
 *
 * @example searchFragment('late return') // '#q=late+return'
 */
export function searchFragment(typed: string): string {
  const text = typed.trim();
  return text === '' ? '' : `#${new URLSearchParams({ q: text }).toString()}`;
}

/**
 * What the address says is looked for; null where it is about something else, a part of the page for one.
 *
 * @example readSearchFragment('#q=late+return') // 'late return'
 */
export function readSearchFragment(fragment: string): string | null {
  if (fragment === '' || fragment === '#') return '';
  return new URLSearchParams(fragment.slice(1)).get('q');
}
