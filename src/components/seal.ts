/** All that someone does before anything can have been entered, and the ways in which it is entered without a hand. */
const SIGNS = ['pointerdown', 'keydown', 'focusin', 'beforeinput', 'input', 'change', 'paste', 'drop', 'hashchange'];

/**
 * Seals the page from the first touch or key on: a second security policy forbids its scripts every request for data
 * (`connect-src 'none'`), and the browser holds to it until the page is left, whatever becomes of the element that
 * brought it. A page that opens with a case in its link, or in fields that the browser fills again, or that was touched
 * before this script came, is sealed at once.
 *
 * Until then the site itself may be asked, and nothing else, so that whoever checks a page can read its robots.txt.
 *
 * Call it before any script that reads what is entered.
 */
export function sealOnEntry(): void {
  if (location.hash.includes('=') || isBroughtBack() || navigator.userActivation?.hasBeenActive) seal();
  else for (const sign of SIGNS) addEventListener(sign, seal, { capture: true });
}

function seal(event?: Event): void {
  // Whatever tries, by an event of its own making, whether a page lets people paste has entered nothing.
  if (event?.type === 'paste' && !event.isTrusted) return;
  for (const sign of SIGNS) removeEventListener(sign, seal, { capture: true });
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "connect-src 'none'";
  document.head.append(policy);
}

function isBroughtBack(): boolean {
  const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return opened !== undefined && opened.type !== 'navigate';
}
