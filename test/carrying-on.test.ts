/** What helps others to carry the project on holds: links in its documents, pinned actions, forms that are well formed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readYaml } from '../src/policy/yaml-text.ts';

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'policies/README.md', 'policies/LICENSE.md', ...readdirSync('docs').filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];
const forms = ['.github/dependabot.yml', ...['.github/workflows', '.github/ISSUE_TEMPLATE'].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))];
const read = (file: string) => readFileSync(file, 'utf8');

describe('the documents of the project', () => {
  it.each(documents)('%s leads nowhere that there is not', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link!).filter((link) => !/^https?:/.test(link));
    expect(links.filter((link) => !existsSync(join(dirname(file), link.replace(/#.*$/, ''))))).toEqual([]);
  });

  it('name only commands that there are', () => {
    const known = [...read('src/cli/rulebook.ts').matchAll(/from '\.\/([\w-]+)\.ts'/g)].map(([, name]) => name);
    const named = documents.flatMap((file) => [...read(file).matchAll(/rulebook -- ([a-z-]+)/g)].map(([, name]) => name!));
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !known.includes(name) && name !== 'help')).toEqual([]);
  });

  it('hold examples that are well-formed YAML', () => {
    const examples = [...read('docs/adding-a-partnership.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!);
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.flatMap((text) => readYaml('example', text).faults)).toEqual([]);
  });

  it('are cited by the version that there is', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect((parse(read('CITATION.cff')) as { version: string }).version).toBe(version);
  });
});

describe('what the host of the project reads', () => {
  it.each(forms)('%s is well-formed YAML', (file) => {
    expect(readYaml(file, read(file)).faults).toEqual([]);
  });

  it('names each action by a commit, with the version it is', () => {
    const uses = forms.flatMap((file) => [...read(file).matchAll(/uses: (.+)$/gm)].map(([, action]) => action!));
    expect(uses.length).toBeGreaterThan(4);
    expect(uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  it('gives no workflow more than it needs', () => {
    for (const file of forms.filter((name) => name.includes('workflows'))) {
      const { permissions } = parse(read(file)) as { permissions: Record<string, string> };
      expect(permissions).toEqual({ contents: 'read' });
    }
  });
});
