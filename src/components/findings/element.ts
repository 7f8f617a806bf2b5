/** The page of findings in the browser: a choice of document, weight and kind, and a button that prints. All are shown without it. */
class RulebookFindings extends HTMLElement {
  connectedCallback(): void {
    const finder = this.querySelector<HTMLElement>('[data-part="finder"]');
    if (finder === null) return;
    finder.hidden = false;
    finder.addEventListener('change', () => this.show());
    this.querySelector('[data-action="print"]')?.addEventListener('click', () => window.print());
    // A finding that is led to is shown, whatever was chosen.
    window.addEventListener('hashchange', () => {
      const finding = document.querySelector(':target')?.closest<HTMLElement>('.finding') ?? null;
      if (finding?.hidden !== true) return;
      for (const choice of this.choices()) choice.value = '';
      this.show();
      finding.scrollIntoView();
    });
    // A browser that comes back to the page keeps what was chosen.
    this.show();
  }

  private choices(): HTMLSelectElement[] { return [...this.querySelectorAll('select')]; }

  private show(): void {
    const wanted = this.choices().map(({ name, value }) => [name, value] as const);
    let shown = 0;
    for (const finding of this.querySelectorAll<HTMLElement>('.finding')) {
      finding.hidden = wanted.some(([name, value]) => value !== '' && finding.dataset[name] !== value);
      if (!finding.hidden) shown += 1;
    }
    for (const group of this.querySelectorAll<HTMLElement>('[data-group]')) group.hidden = group.querySelector('.finding:not([hidden])') === null;
    const all = this.querySelectorAll('.finding').length;
    const counted = this.querySelector('[data-part="counted"]');
    if (counted !== null) counted.textContent = shown === all ? `All ${all} findings` : `${shown} of ${all} findings`;
  }
}

customElements.define('rulebook-findings', RulebookFindings);
