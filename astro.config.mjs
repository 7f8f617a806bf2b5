import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { workedAhead } from './src/components/ahead.ts';
import { comparisonModules } from './src/components/compare/modules.ts';
import { trainingModules } from './src/components/learn/modules.ts';
import { keepOffline } from './src/components/offline/keep-offline.ts';
import { chartModules, monthsOnDemand, policyModules, withoutUnused } from './src/components/policy-modules.ts';
import { searchModules } from './src/components/search/modules.ts';

process.env.ASTRO_TELEMETRY_DISABLED = '1';

/**
 * Nothing from anywhere but the site itself, and nothing inline. From the first touch or key on, each page has
 * `connect-src 'none'` besides (see seal.ts), so that no script can send anywhere what is entered. The one script whose
 * address a page makes out of text is the worker that keeps the site for use without a network (see stored.ts).
 */
const contentSecurityPolicy = {
  directives: [
    "default-src 'none'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types rulebook-worker",
  ],
  scriptDirective: { resources: ["'self'"] },
  styleDirective: { resources: ["'self'"] },
};

/**
 * Which scripts travel together. What every calculation and its drawing need is one script: as eight they were more
 * requests and 3 kB more. What a page needs before anyone has entered anything stays apart from it.
 */
const scriptGroups = [
  { name: 'import', test: /preload-helper/, priority: 1 },
  { name: 'form', test: /\/src\/(calendar\/iso-date|export\/fragment|components\/(download|draw\/(fields|node)))\.ts$/, priority: 1 },
  { name: 'rules', test: /^\0rulebook:[a-z]+$/, priority: 1 },
  { name: 'work', test: /\/src\/(engine\/(?!ceilings|criteria|doubt-words|latest|test-difference)|calendar\/(?!months)|compare\/step-span|components\/(packed|draw\/(?!paper)))/ },
];

export default defineConfig({
  srcDir: './src',
  publicDir: './src/public',
  outDir: './dist',
  // A host that serves the site from a folder sets this; no host's name is ever written into a page.
  base: process.env.RULEBOOK_BASE ?? '/',
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  devToolbar: { enabled: false },
  build: { format: 'directory', inlineStylesheets: 'never' },
  markdown: { syntaxHighlight: false },
  integrations: [mdx(), workedAhead(), keepOffline()],
  security: { csp: contentSecurityPolicy },
  vite: {
    plugins: [policyModules(), chartModules(), comparisonModules(), trainingModules(), searchModules(), withoutUnused(), monthsOnDemand()],
    build: { assetsInlineLimit: 0, modulePreload: false },
    environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: scriptGroups } } } } } },
    css: { preprocessorOptions: { scss: { loadPaths: ['node_modules/govuk-frontend/dist'], quietDeps: true } } },
  },
});
