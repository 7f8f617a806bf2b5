/**
 * A part of a page that is fetched when someone begins to use it, and once. Where it cannot be fetched the page says so,
 * at the head of the part: a browser does not fetch a script again that failed.
 *
 * @example
 * const desk = new OnDemand(this, 'The drill', () => import('./drill-desk.ts').then(({ openDesk }) => openDesk(this)));
 * desk.ask((drill) => drill.check(form));
 */
export class OnDemand<T> {
  private readonly host: HTMLElement;
  private readonly called: string;
  private readonly fetched: () => Promise<T>;
  private thing: Promise<T | null> | null = null;

  constructor(host: HTMLElement, called: string, fetched: () => Promise<T>) {
    this.host = host;
    this.called = called;
    this.fetched = fetched;
  }

  /** Has work done with it, as soon as it is there. */
  ask(work: (thing: T) => unknown): void {
    this.thing ??= this.fetched().catch(() => {
      const said = document.createElement('p');
      said.className = 'callout';
      said.setAttribute('role', 'alert');
      said.textContent = `${this.called} could not be loaded. Check your connection and load the page again.`;
      this.host.prepend(said);
      return null;
    });
    void this.thing.then((thing) => (thing === null ? undefined : work(thing)));
  }
}
