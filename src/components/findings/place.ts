/** Where the findings stand: on one page while it can be read, above ten documents on a page for each. Build only. */
import type { Finding } from '../../findings/finding.ts';
import type { Id } from '../../policy/model.ts';
import { address } from '../address.ts';
import { builtFindings } from './built.ts';

/** Above so many documents one page would be too long to read or to load. */
const MOST_ON_A_PAGE = 10;

/** The documents that have findings. Asked once for every link to a finding, of which many documents have thousands. */
export function documentsFound(): Id[] {
  const { findings } = builtFindings();
  const known = found.get(findings) ?? [...new Set(findings.map(({ policy }) => policy))];
  found.set(findings, known);
  return known;
}

const found = new WeakMap<Finding[], Id[]>();

/** Whether all findings stand on one page. */
export const isOnOnePage = (): boolean => documentsFound().length <= MOST_ON_A_PAGE;

/** The address of a document's findings. @example documentPlace('wst') // '/findings/#of-wst' */
export const documentPlace = (policy: Id): string => address(isOnOnePage() ? `/findings/#of-${policy}` : `/findings/${policy}/`);

/** The path of one finding, from the site's root. @example findingPath(finding) // '/findings/#wst-document-undated-document' */
export const findingPath = ({ policy, id }: Pick<Finding, 'policy' | 'id'>): string => (isOnOnePage() ? `/findings/#${id}` : `/findings/${policy}/#${id}`);

/** The address of one finding. */
export const findingPlace = (finding: Pick<Finding, 'policy' | 'id'>): string => address(findingPath(finding));
