/**
 * What a press asks for: the `data-action` of the button or link that was pressed, or of what it stands in; undefined
 * where there is none.
 *
 * @example this.addEventListener('click', ({ target }) => { if (actionOf(target) === 'print') print(); })
 */
export function actionOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-action]')?.dataset['action'] : undefined;
}
