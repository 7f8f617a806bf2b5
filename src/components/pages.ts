import { existsSync } from 'node:fs';

interface SitePage { path: string; name: string }

const JOBS: SitePage[] = [
  { path: '/procedures/', name: 'Procedures' },
  { path: '/compare/', name: 'Compare' },
  { path: '/calculator/', name: 'Calculator' },
  { path: '/learn/', name: 'Learn' },
];

const ABOUT: SitePage[] = [
  { path: '/findings/', name: 'Findings' },
  { path: '/glossary/', name: 'Glossary' },
  { path: '/data/', name: 'Data' },
  { path: '/about/', name: 'About' },
  { path: '/accessibility/', name: 'Accessibility' },
  { path: '/privacy/', name: 'Privacy' },
];

/** The jobs that the site does, in the order of its header: only those whose page there is. Build only. */
export const jobs = (): SitePage[] => JOBS.filter(built);

/** The pages about the site, in the order of its footer: only those that there are. Build only. */
export const aboutPages = (): SitePage[] => ABOUT.filter(built);

function built({ path }: SitePage): boolean {
  const page = `src/pages${path.slice(0, -1)}`;
  return [`${page}.astro`, `${page}.mdx`, `${page}/index.astro`, `${page}/index.mdx`].some((file) => existsSync(file));
}
