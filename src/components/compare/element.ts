/**
 * The comparison in the browser. The page is whole without it; it brings the choice of documents and rows, a case of
 * one's own and another two to lay side by side, and fetches what these need only when they are first used.
 */
import { actionOf } from '../action.ts';
import { OnDemand } from '../on-demand.ts';

class RulebookComparison extends HTMLElement {
  private readonly desk = new OnDemand(this, 'What works the forms here', () => import('./desk.ts').then(({ openDesk }) => openDesk(this)));

  connectedCallback(): void {
    for (const form of this.querySelectorAll('form')) {
      form.hidden = false;
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.desk.ask((desk) => desk.submit(form.dataset['form'] ?? ''));
      });
      form.addEventListener('input', ({ target }) => this.desk.ask((desk) => desk.changed(form.dataset['form'] ?? '', target)));
      if (form.dataset['form'] === 'chooser') {
        // Whoever comes near the choice is about to make one.
        for (const sign of ['pointerenter', 'focusin']) form.addEventListener(sign, () => this.desk.ask((desk) => desk.prepare()), { once: true });
      }
      // An error is only said once its date has been left.
      if (form.dataset['form'] === 'case') form.addEventListener('focusout', ({ target }) => this.desk.ask((desk) => desk.changed('case', target)));
    }
    this.addEventListener('click', (event) => {
      const action = actionOf(event.target);
      if (action !== undefined) this.desk.ask((desk) => desk.act(action));
    });
    for (const hidden of this.querySelectorAll<HTMLElement>('[data-with-script]')) hidden.hidden = false;
    window.addEventListener('hashchange', () => this.desk.ask((desk) => desk.readAddress()));
    if (location.hash.includes('=') || this.dataset['shows'] === 'more') this.desk.ask((desk) => desk.readAddress());
  }
}

customElements.define('rulebook-comparison', RulebookComparison);
