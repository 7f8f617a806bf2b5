import type { Page } from '@playwright/test';

const OF_NO_PAGE = [
  // What the tests' own tool says where it keeps service workers away.
  /^Service Worker registration blocked by Playwright$/,
  // What the browser says of the typeface where the machine takes seconds to draw a page. That it is used is a test of its own.
  /\.woff2 was preloaded using link preload but not used within a few seconds/,
];

/** Everything the page may complain of: the console, an error nobody caught, a refusal by the security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !OF_NO_PAGE.some((said) => said.test(message.text()))) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
