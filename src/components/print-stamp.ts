/**
 * Puts the day on every print, at the foot of each sheet and of the page. It is the day in London when the print is
 * asked for, and not when the page was opened; without script there is none, which is better than a wrong one.
 */
export function stampPrints(): void {
  const root = document.documentElement;
  const address = document.querySelector('[data-part="address"]');
  const [foot, text] = [root.dataset['foot'], address?.textContent];
  const write = (stamp: string) => {
    root.dataset['foot'] = `${foot}${stamp}`;
    if (address) address.textContent = stamp === '' ? text! : `${text}.${stamp}`;
  };
  addEventListener('beforeprint', () => {
    const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    write(` Printed on ${day.format(new Date()).replace(',', '')}.`);
  });
  addEventListener('afterprint', () => write(''));
}
