import { wireHomeForm } from './home-form.ts';

class RulebookStart extends HTMLElement {
  connectedCallback(): void {
    wireHomeForm(this);
  }
}

customElements.define('rulebook-start', RulebookStart);
