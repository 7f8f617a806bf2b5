/**
 * The comparison in the browser: which documents are shown, only the rows that differ, only the rows that someone
 * looks for. The whole table is there without it.
 */
import { agreement } from './agreement.ts';

class RulebookComparison extends HTMLElement {
  connectedCallback(): void {
    const chooser = this.querySelector<HTMLElement>('[data-part="chooser"]');
    if (chooser === null) return;
    chooser.hidden = false;
    chooser.addEventListener('input', () => this.show());
    this.show();
  }

  private show(): void {
    const chosen = new Set([...this.querySelectorAll<HTMLInputElement>('input[name="policy"]:checked')].map(({ value }) => value));
    const onlyDifferent = this.querySelector<HTMLInputElement>('input[name="different"]')?.checked ?? false;
    const sought = (this.querySelector<HTMLInputElement>('input[name="find"]')?.value ?? '').trim().toLowerCase();
    for (const cell of this.querySelectorAll<HTMLElement>('[data-policy]')) cell.hidden = !chosen.has(cell.dataset['policy'] ?? '');
    let rows = 0;
    let shownRows = 0;
    for (const group of this.querySelectorAll<HTMLElement>('tbody')) {
      let shownHere = 0;
      for (const row of group.querySelectorAll<HTMLElement>('tr[data-row]')) {
        const cells = [...row.querySelectorAll<HTMLElement>('td')].filter(({ hidden }) => !hidden);
        const { same, text } = agreement(cells.map(({ dataset }) => ({ name: dataset['name'] ?? '', key: dataset['key'] ?? '', status: dataset['status'] ?? '' })));
        const told = row.querySelector('.matrix__agreement');
        if (told !== null) {
          const word = document.createElement(same ? 'span' : 'strong');
          word.textContent = same ? 'Same' : 'Different';
          told.replaceChildren(word, text === '' ? '' : `: ${text}`);
        }
        const isSought = sought === '' || (row.textContent ?? '').toLowerCase().includes(sought);
        row.hidden = (onlyDifferent && same) || !isSought;
        rows += 1;
        if (!row.hidden) shownHere += 1;
      }
      group.hidden = shownHere === 0;
      shownRows += shownHere;
    }
    const counted = this.querySelector('[data-part="counted"]');
    if (counted !== null) counted.textContent = `${shownRows} of ${rows} rows`;
  }
}

customElements.define('rulebook-comparison', RulebookComparison);
