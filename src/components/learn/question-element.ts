/**
 * A question in the browser: its options become a choice with a button, and what was chosen is answered in words. Nothing
 * is kept and nothing is sent: when the page is left, the answer is gone.
 */
class RulebookQuestion extends HTMLElement {
  private name = 'question';

  connectedCallback(): void {
    // Not sooner: an element that a script makes has no attributes yet when it is constructed.
    this.name = this.dataset['name'] ?? this.name;
    const list = this.querySelector<HTMLElement>('[data-part="options"]');
    if (list === null || this.querySelector('form') !== null) return;
    const texts = [...list.querySelectorAll('[data-part="option"]')].map((option) => option.textContent ?? '');
    const form = element('form', 'question__form', { novalidate: '' });
    const error = element('p', 'govuk-error-message', { id: `${this.name}-error`, hidden: '' });
    error.append(element('span', 'govuk-visually-hidden', {}, 'Error:'), ' Choose an answer first');
    const choice = element('fieldset', 'govuk-fieldset', { 'aria-labelledby': `${this.name}-prompt`, 'aria-describedby': `${this.name}-error` });
    const radios = element('div', 'govuk-radios govuk-radios--small');
    radios.append(...texts.map((text, place) => this.radio(text, place)));
    choice.append(error, radios);
    const button = element('button', 'govuk-button govuk-button--secondary question__check', { type: 'submit' }, 'Check the answer');
    const reply = element('div', 'question__reply', { role: 'status' });
    form.append(choice, button, reply);
    list.replaceWith(form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.check(form, error, reply);
    });
    // Another choice has not been checked yet, and nothing may stand beneath it as if it had.
    form.addEventListener('change', () => {
      error.hidden = true;
      reply.replaceChildren();
    });
  }

  private radio(text: string, place: number): HTMLElement {
    const id = `${this.name}-${place}`;
    const item = element('div', 'govuk-radios__item');
    item.append(
      element('input', 'govuk-radios__input', { type: 'radio', id, name: this.name, value: String(place) }),
      element('label', 'govuk-label govuk-radios__label', { for: id }, text),
    );
    return item;
  }

  private check(form: HTMLFormElement, error: HTMLElement, reply: HTMLElement): void {
    const chosen = new FormData(form).get(this.name);
    error.hidden = chosen !== null;
    if (chosen === null) {
      reply.replaceChildren();
      form.querySelector<HTMLInputElement>('input')?.focus();
      return;
    }
    const answers = [...this.querySelectorAll<HTMLElement>('[data-part="answer"]')];
    const own = answers[Number(chosen)];
    if (own === undefined) return;
    const isRight = own.hasAttribute('data-right');
    const others = answers.filter((answer) => answer !== own && answer.hasAttribute('data-right'));
    const lines = [said(own, isRight ? 'right' : 'wrong')];
    if (isRight) lines.push(...others.map((answer) => said(answer, 'right', 'Right as well')));
    else lines.push(element('p', 'question__again', {}, 'Choose again, or open the answers.'));
    reply.replaceChildren(...lines);
  }
}

/** One answer's reason, taken from the folded list, so that the page says it in one place only. */
function said(answer: HTMLElement, kind: 'right' | 'wrong', word?: string): HTMLElement {
  const line = element('p', `reply reply--${kind}`);
  const text = answer.querySelector('.answer__text')?.cloneNode(true);
  if (text !== undefined) line.append(text);
  if (word !== undefined) {
    const letter = answer.querySelector('.question__letter')?.textContent ?? '';
    line.querySelector('.answer__word')?.replaceChildren(`${word}: ${letter}.`);
  }
  return line;
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, attributes: Record<string, string> = {}, text = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = name;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== '') made.textContent = text;
  return made;
}

customElements.define('rulebook-question', RulebookQuestion);
