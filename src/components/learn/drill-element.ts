/**
 * The drill in the browser: a day is typed in and marked, and the feedback shows every day that was counted. Nothing is
 * kept. What counts is fetched when someone begins.
 */
import { actionOf } from '../action.ts';
import type { DrillDesk } from './drill-desk.ts';

class RulebookDrill extends HTMLElement {
  private desk: Promise<DrillDesk> | null = null;

  connectedCallback(): void {
    for (const hidden of this.querySelectorAll<HTMLElement>('[data-with-script]')) hidden.hidden = false;
    this.addEventListener('click', ({ target }) => {
      const action = actionOf(target);
      if (action !== undefined) void this.open().then((desk) => desk.act(action));
    });
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      const { target } = event;
      if (target instanceof HTMLFormElement) void this.open().then((desk) => desk.check(target));
    });
  }

  private open(): Promise<DrillDesk> {
    this.desk ??= import('./drill-desk.ts').then(({ openDesk }) => openDesk(this)).catch((error: unknown) => {
      this.desk = null;
      this.querySelector('[data-part="status"]')?.replaceChildren('The drill could not be fetched. Look at your connection and try again.');
      throw error;
    });
    return this.desk;
  }
}

customElements.define('rulebook-drill', RulebookDrill);
