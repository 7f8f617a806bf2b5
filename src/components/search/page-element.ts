import { readSearchFragment } from './address-of-search.ts';
import type { SearchDesk } from './page-desk.ts';

/** The search page: fetches the search when someone comes to the field, or at once where the address says what to look for. */
class RulebookSearchPage extends HTMLElement {
  private desk: Promise<SearchDesk | null> | null = null;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const input = this.querySelector('input');
    if (form === null || input === null) return;
    form.hidden = false;
    form.addEventListener('focusin', () => void this.open());
    input.addEventListener('input', () => void this.open().then((desk) => desk?.show(input.value)));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.open().then((desk) => desk?.keep(input.value));
    });
    window.addEventListener('hashchange', () => this.readAddress(input));
    this.readAddress(input);
  }

  private readAddress(input: HTMLInputElement): void {
    const typed = readSearchFragment(location.hash);
    // Another part of the page is led to, and what was found stands.
    if (typed === null || (typed.trim() === '' && this.desk === null)) return;
    input.value = typed.trim();
    void this.open().then((desk) => desk?.show(typed));
  }

  private open(): Promise<SearchDesk | null> {
    this.desk ??= import('./page-desk.ts').then(({ openDesk }) => openDesk(this)).catch(() => {
      // A browser does not fetch a script again that failed.
      const said = this.querySelector('[data-part="said"]');
      if (said !== null) said.textContent = 'The search could not be loaded. Check your connection and load the page again.';
      return null;
    });
    return this.desk;
  }
}

customElements.define('rulebook-search-page', RulebookSearchPage);
