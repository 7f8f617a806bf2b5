/**
 * The search field of the header: as little as it takes until someone comes to it. Without script there is a link in its
 * place. It has no imports of its own, because every page carries it.
 */
const place = document.querySelector('.header__search--field');
const link = place?.querySelector('a');
const form = place?.querySelector('template')?.content.querySelector('form');
const input = form?.querySelector('input');

if (link && form && input) {
  const page = link.href;
  link.replaceWith(form);
  form.onsubmit = () => {
    location.assign(`${page}#${String(new URLSearchParams({ q: input.value }))}`);
    return false;
  };
  // Where it cannot be fetched, the field still leads to the page.
  input.addEventListener('focus', () => import('./field-desk.ts').then(({ openField }) => openField(form, input, page)).catch(() => {}), { once: true });
}
