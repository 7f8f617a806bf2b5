/**
 * The search field of the header: as little as it takes until someone comes to it. Without script there is a link in its
 * place. It has no imports of its own, because every page carries it.
 */
const place = document.querySelector('.header__search--field');
const link = place?.querySelector('a');
const field = place?.querySelector('template')?.content.querySelector('div');
const input = field?.querySelector('input');

if (link && field && input) {
  const page = link.href;
  link.replaceWith(field);
  input.addEventListener('keydown', ({ key, isComposing }) => {
    if (key === 'Enter' && !isComposing) location.assign(`${page}#${String(new URLSearchParams({ q: input.value }))}`);
  });
  // Where it cannot be fetched, the field still leads to the page.
  input.addEventListener('focus', () => import('./field-desk.ts').then(({ openField }) => openField(field, input, page)).catch(() => {}), { once: true });
}
