/** What the search field of the header does once someone has come to it: lists the best of what it finds, as links. */
import { index } from 'rulebook:search';
import { address } from '../address.ts';
import { redraw } from '../draw/node.ts';
import { searchFragment } from './address-of-search.ts';
import { finder } from './finder.ts';
import { drawBest } from './found-drawings.ts';

const MOST = 7;
/** Milliseconds without a key after which the count is read out: not for every letter. */
const PAUSE = 500;

/**
 * Takes over the field. The list is plain links, reached with the Tab key or the arrows; Escape goes back to the field.
 *
 * @param page the address of the search page
 */
export async function openField(field: HTMLElement, input: HTMLInputElement, page: string): Promise<void> {
  const find = finder((await index()).default);
  const list = field.querySelector('div');
  if (list === null) return;
  const said = document.createElement('p');
  said.className = 'govuk-visually-hidden';
  said.setAttribute('role', 'status');
  field.append(said);
  let pause = 0;
  const links = () => [...list.querySelectorAll('a')];
  const say = (text: string) => {
    clearTimeout(pause);
    pause = window.setTimeout(() => { said.textContent = text; }, PAUSE);
  };
  const close = () => {
    list.hidden = true;
    say('');
  };
  const show = () => {
    const typed = input.value.trim();
    if (typed === '') return close();
    const { results } = find(typed);
    redraw(list, results.length === 0 ? [{ tag: 'p', attributes: { class: 'header__none' }, children: ['Nothing found'] }]
      : drawBest(results.slice(0, MOST), address, page + searchFragment(typed)));
    list.hidden = false;
    say(results.length === 0 ? 'Nothing found' : `${results.length} ${results.length === 1 ? 'result' : 'results'}. The down arrow goes to the best of them.`);
  };
  input.addEventListener('input', show);
  field.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && field.contains(relatedTarget))) close();
  });
  input.addEventListener('focus', () => {
    if (list.hidden && input.value.trim() !== '') show();
  });
  // A result may lead to another part of the same page.
  list.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a') !== null) close();
  });
  // A press on the list, beside its links, keeps the field.
  list.addEventListener('pointerdown', (event) => {
    if (!(event.target instanceof Element && event.target.closest('a') !== null)) event.preventDefault();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      input.focus();
      return close();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (list.hidden && event.target === input) show();
    const stops = list.hidden ? [] : [input, ...links()];
    const at = stops.findIndex((stop) => stop === event.target);
    if (at < 0 || stops.length === 1) return;
    event.preventDefault();
    stops[(at + (event.key === 'ArrowDown' ? 1 : stops.length - 1)) % stops.length]?.focus();
  });
  show();
}
