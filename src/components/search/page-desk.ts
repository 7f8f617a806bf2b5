/** What the search page does once the search is there: shows what is found, and lets the address say what was looked for. */
import { index } from 'rulebook:search';
import { address } from '../address.ts';
import { redraw } from '../draw/node.ts';
import { readSearchFragment, searchFragment } from './address-of-search.ts';
import { finder, LONGEST_QUERY, type Finder, type Kind } from './finder.ts';
import { countedText, drawFound } from './found-drawings.ts';

/** Milliseconds without a key after which the count is read out: not for every letter. */
const PAUSE = 400;

export interface SearchDesk {
  /** Shows what is found. The address stays as it is while someone types. */
  show(typed: string): void;
  /** Shows what is found, and gives it an address of its own, to come back to. */
  keep(typed: string): void;
}

/** Takes over the page. */
export async function openDesk(host: HTMLElement): Promise<SearchDesk> {
  return new Desk(host, finder((await index()).default));
}

class Desk implements SearchDesk {
  private readonly host: HTMLElement;
  private readonly find: Finder;
  private typed = '';
  private whole = new Set<Kind>();
  private pause = 0;

  constructor(host: HTMLElement, find: Finder) {
    this.host = host;
    this.find = find;
    const results = this.part('results');
    results?.addEventListener('click', ({ target }) => {
      if (!(target instanceof Element)) return;
      // Whoever follows a result and comes back finds what was looked for.
      if (target.closest('a') !== null && readSearchFragment(location.hash) !== this.typed) history.replaceState(null, '', searchFragment(this.typed));
      const kind = target.closest<HTMLElement>('[data-all]')?.dataset['all'];
      if (kind === undefined) return;
      const before = results.querySelectorAll(`[aria-labelledby="found-${kind}"] li`).length;
      this.whole.add(kind as Kind);
      this.draw();
      // The button is gone: on to the first of those that it brought.
      results.querySelectorAll<HTMLElement>(`[aria-labelledby="found-${kind}"] li a`)[before]?.focus();
    });
  }

  show(typed: string): void {
    if (typed.trim() !== this.typed) this.whole = new Set();
    this.typed = typed.trim();
    this.draw();
  }

  keep(typed: string): void {
    this.show(typed);
    if (readSearchFragment(location.hash) !== this.typed) history.pushState(null, '', searchFragment(this.typed) || location.pathname);
  }

  private draw(): void {
    const { typed } = this;
    const isTooLong = typed.length > LONGEST_QUERY;
    const found = this.find(isTooLong ? '' : typed);
    const places = this.part('places');
    const results = this.part('results');
    if (results !== null) redraw(results, drawFound(found, address, this.whole));
    if (places !== null) places.hidden = found.results.length > 0;
    const none = this.part('none');
    if (none !== null) none.hidden = typed === '' || isTooLong || found.results.length > 0;
    this.say(isTooLong ? `That is too long to look for. Use a few words, at most ${LONGEST_QUERY} letters.` : typed === '' ? '' : countedText(found, typed));
  }

  private say(text: string): void {
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => {
      const said = this.part('said');
      if (said !== null && said.textContent !== text) said.textContent = text;
    }, PAUSE);
  }

  private part(name: string): HTMLElement | null {
    return this.host.querySelector(`[data-part="${name}"]`);
  }
}
