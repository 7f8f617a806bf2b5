/**
 * The choice of a paper in the browser. The page has a paper already; what draws another is fetched when someone asks for
 * one, or by a link that names one.
 */
import { actionOf } from '../action.ts';
import { OnDemand } from '../on-demand.ts';
import './question-element.ts';

class RulebookPaper extends HTMLElement {
  private readonly desk = new OnDemand(this, 'The questions', () => import('./paper-desk.ts').then(({ openDesk }) => openDesk(this)));

  connectedCallback(): void {
    for (const hidden of this.querySelectorAll<HTMLElement>('[data-with-script]')) hidden.hidden = false;
    this.querySelector('form[data-form="paper"]')?.addEventListener('submit', (event) => {
      event.preventDefault();
      this.desk.ask((desk) => desk.draw());
    });
    this.addEventListener('click', ({ target }) => {
      const action = actionOf(target);
      if (action === 'print') window.print();
      else if (action !== undefined) this.desk.ask((desk) => desk.act(action));
    });
    window.addEventListener('hashchange', () => { if (location.hash.includes('paper=')) this.desk.ask((desk) => desk.readAddress()); });
    if (location.hash.includes('paper=')) this.desk.ask((desk) => desk.readAddress());
  }
}

customElements.define('rulebook-paper', RulebookPaper);
