/**
 * The drill in the browser: a day is typed in and marked, and the feedback shows every day that was counted. Nothing is
 * kept. What counts is fetched when someone begins.
 */
import { actionOf } from '../action.ts';
import { OnDemand } from '../on-demand.ts';

class RulebookDrill extends HTMLElement {
  private readonly desk = new OnDemand(this, 'The drill', () => import('./drill-desk.ts').then(({ openDesk }) => openDesk(this)));

  connectedCallback(): void {
    for (const hidden of this.querySelectorAll<HTMLElement>('[data-with-script]')) hidden.hidden = false;
    this.addEventListener('click', ({ target }) => {
      const action = actionOf(target);
      if (action !== undefined) this.desk.ask((desk) => desk.act(action));
    });
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      const { target } = event;
      if (target instanceof HTMLFormElement) this.desk.ask((desk) => desk.check(target));
    });
  }
}

customElements.define('rulebook-drill', RulebookDrill);
