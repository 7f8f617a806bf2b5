/**
 * A case told in stages: without script every stage is on the page; with it the next one shows when someone goes on.
 */
import './question-element.ts';

class RulebookCase extends HTMLElement {
  connectedCallback(): void {
    const stages = [...this.querySelectorAll<HTMLElement>('[data-part="stage"]')];
    for (const stage of stages.slice(1)) stage.hidden = true;
    for (const [place, stage] of stages.slice(0, -1).entries()) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'govuk-button stage-of-case__on';
      button.textContent = place + 2 < stages.length ? `Go on to stage ${place + 2}` : 'End the case';
      button.addEventListener('click', () => {
        const next = stages[place + 1];
        if (next === undefined) return;
        next.hidden = false;
        button.remove();
        next.querySelector<HTMLElement>('h2')?.focus();
      });
      stage.append(button);
    }
  }
}

customElements.define('rulebook-case', RulebookCase);
