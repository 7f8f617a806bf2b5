/**
 * The choice of a paper in the browser. The page has a paper already; what draws another is fetched when someone asks for
 * one, or by a link that names one.
 */
import { actionOf } from '../action.ts';
import type { PaperDesk } from './paper-desk.ts';
import './question-element.ts';

class RulebookPaper extends HTMLElement {
  private desk: Promise<PaperDesk> | null = null;

  connectedCallback(): void {
    for (const hidden of this.querySelectorAll<HTMLElement>('[data-with-script]')) hidden.hidden = false;
    this.querySelector('form[data-form="paper"]')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.open().then((desk) => desk.draw());
    });
    this.addEventListener('click', ({ target }) => {
      const action = actionOf(target);
      if (action === 'print') window.print();
      else if (action !== undefined) void this.open().then((desk) => desk.act(action));
    });
    window.addEventListener('hashchange', () => { if (location.hash.includes('paper=')) void this.open().then((desk) => desk.readAddress()); });
    if (location.hash.includes('paper=')) void this.open().then((desk) => desk.readAddress());
  }

  private open(): Promise<PaperDesk> {
    this.desk ??= import('./paper-desk.ts').then(({ openDesk }) => openDesk(this)).catch((error: unknown) => {
      this.desk = null;
      this.querySelector('[data-part="status"]')?.replaceChildren('The questions could not be fetched. Look at your connection and try again.');
      throw error;
    });
    return this.desk;
  }
}

customElements.define('rulebook-paper', RulebookPaper);
