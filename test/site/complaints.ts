import type { Page } from '@playwright/test';

/** What the tests' own tool says where it keeps service workers away, and no page does. */
const OF_THE_TOOL = 'Service Worker registration blocked by Playwright';

/** Everything the page may complain of: the console, an error nobody caught, a refusal by the security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && message.text() !== OF_THE_TOOL) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
