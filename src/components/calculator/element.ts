/**
 * The calculator in the browser. It carries as little as it can: what works out and draws is brought in by the first
 * thing that someone enters, or by a link that holds a case.
 */
import type { CalculatorDesk } from './desk.ts';

class RulebookCalculator extends HTMLElement {
  private desk: Promise<CalculatorDesk> | null = null;

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.open().then((desk) => desk.submit());
    });
    form.addEventListener('input', (event) => void this.open().then((desk) => desk.changed(event.target)));
    form.addEventListener('change', (event) => void this.open().then((desk) => desk.changed(event.target)));
    form.addEventListener('focusout', (event) => {
      const { target, relatedTarget } = event;
      if (this.desk !== null) void this.open().then((desk) => desk.left(target, relatedTarget));
    });
    this.addEventListener('click', (event) => {
      const action = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]')?.dataset['action'] : undefined;
      if (action !== undefined) void this.open().then((desk) => desk.act(action));
    });
    window.addEventListener('hashchange', () => void this.open().then((desk) => desk.readAddress()));
    if (location.hash.includes('=')) void this.open().then((desk) => desk.readAddress());
  }

  private open(): Promise<CalculatorDesk> {
    this.desk ??= import('./desk.ts').then(({ openDesk }) => openDesk(this));
    return this.desk;
  }
}

customElements.define('rulebook-calculator', RulebookCalculator);
