/**
 * A procedure page in the browser: the steps that fall to one role, a chart that opens where it begins, and a button
 * that prints. The whole page is there without it.
 */
class RulebookSteps extends HTMLElement {
  connectedCallback(): void {
    const chooser = this.querySelector<HTMLElement>('[data-part="roles"]');
    const select = chooser?.querySelector('select');
    if (chooser === null || select === null || select === undefined) return;
    chooser.hidden = false;
    select.addEventListener('change', () => this.show(select.value));
    // A step that is led to is shown, whoever it falls to.
    window.addEventListener('hashchange', () => {
      const step = document.querySelector(':target')?.closest<HTMLElement>('.step') ?? null;
      if (step?.hidden !== true) return;
      select.value = '';
      this.show('');
      step.scrollIntoView();
    });
  }

  private show(role: string): void {
    let shown = 0;
    for (const stage of this.querySelectorAll<HTMLElement>('.stage')) {
      const steps = [...stage.querySelectorAll<HTMLElement>('.step')];
      for (const step of steps) step.hidden = role !== '' && !(step.dataset['roles'] ?? '').split(' ').includes(role);
      const here = steps.filter(({ hidden }) => !hidden).length;
      stage.hidden = here === 0;
      shown += here;
    }
    const counted = this.querySelector('[data-part="counted"]');
    if (counted !== null) counted.textContent = role === '' ? '' : `${shown} ${shown === 1 ? 'step' : 'steps'}`;
  }
}

customElements.define('rulebook-steps', RulebookSteps);

/** A chart wider than its frame would otherwise open on an empty corner. */
function showBeginning(frame: HTMLElement): void {
  const first = frame.querySelector('.node');
  if (first === null) return;
  const [node, box] = [first.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollLeft += node.left + node.width / 2 - (box.left + box.width / 2);
}

for (const frame of document.querySelectorAll<HTMLElement>('.chart__frame')) showBeginning(frame);

for (const place of document.querySelectorAll<HTMLElement>('[data-part="print"]')) {
  place.hidden = false;
  place.querySelector('button')?.addEventListener('click', () => window.print());
}
