/**
 * The calculator in the browser. It carries as little as it can: what works out and draws is brought in by the first
 * thing that someone enters, or by a link that holds a case.
 */
import { actionOf } from '../action.ts';
import type { CalculatorDesk } from './desk.ts';

class RulebookCalculator extends HTMLElement {
  private opening: Promise<CalculatorDesk> | null = null;
  private desk: CalculatorDesk | null = null;

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      this.ask((desk) => (event.target === form ? desk.submit() : desk.changed(event.target)));
    });
    for (const kind of ['input', 'change']) this.addEventListener(kind, ({ target }) => this.ask((desk) => desk.changed(target)));
    this.addEventListener('focusout', ({ target, relatedTarget }) => {
      if (this.opening !== null) this.ask((desk) => desk.left(target, relatedTarget));
    });
    this.addEventListener('click', ({ target }) => {
      const action = actionOf(target);
      if (action !== undefined) this.ask((desk) => desk.act(action));
    });
    // What a browser brings back into the fields when it restores a page must not stand beside the answer of a blank form.
    window.addEventListener('pageshow', () => {
      if (this.desk === null && this.opening === null && isFilled(form)) this.ask((desk) => desk.changed(null));
    });
    window.addEventListener('hashchange', () => this.ask((desk) => desk.readAddress()));
    if (!location.hash.includes('=')) return;
    // The link's case is about to fill the form: what someone typed before it came would be lost.
    for (const field of form.querySelectorAll<HTMLInputElement>('input, select, button')) field.disabled = true;
    this.ask((desk) => desk.readAddress());
  }

  /** At once where it can be: what is typed must be read before anything older is drawn over it. */
  private ask(work: (desk: CalculatorDesk) => Promise<void>): void {
    if (this.desk !== null) {
      work(this.desk).catch((error: unknown) => this.fail(error));
      return;
    }
    this.opening ??= import('./desk.ts').then(({ openDesk }) => {
      this.desk = openDesk(this);
      return this.desk;
    });
    this.opening.then(work).catch((error: unknown) => this.fail(error));
  }

  /** Whatever went wrong, no older answer may stand beside what was entered since. */
  private fail(error: unknown): void {
    if (this.desk === null) this.opening = null;
    for (const field of this.querySelectorAll<HTMLInputElement>('form :disabled')) field.disabled = false;
    const text = document.createElement('p');
    text.className = 'callout';
    text.setAttribute('role', 'alert');
    text.textContent = 'The dates could not be worked out. Reload the page and try again; every limit can be read on the procedure pages.';
    for (const part of ['span', 'chart', 'backwards', 'take-away', 'sheet']) this.querySelector(`[data-part="${part}"]`)?.replaceChildren();
    this.querySelector('[data-part="answer"]')?.replaceChildren(text);
    console.error(error);
  }
}

/** Whether a field holds anything but what the page was built with. */
function isFilled(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) =>
    (field instanceof HTMLInputElement && (field.value !== field.defaultValue || field.checked !== field.defaultChecked))
    || (field instanceof HTMLSelectElement && [...field.options].some(({ selected, defaultSelected }) => defaultSelected && !selected)));
}

customElements.define('rulebook-calculator', RulebookCalculator);
