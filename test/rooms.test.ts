import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/**
 * The rooms of `src/` and what each may import. Of `engine:types` only the types may be had; of `policy/readings.ts` that
 * file alone, which may then know nothing but types itself, and what is lent along with it.
 * The rooms of the pages may import every room but the command line (of that, only the schemas of what it prints), and of packages only what they name.
 */
const ROOMS: Record<string, { rooms: string[]; packages: string[] }> = {
  policy: { rooms: [], packages: ['yaml', 'zod', 'node'] },
  calendar: { rooms: [], packages: ['luxon'] },
  engine: { rooms: ['policy:types', 'policy/decisions.ts', 'policy/doubts.ts', 'policy/facts.ts', 'policy/readings.ts', 'policy/starts.ts', 'calendar'], packages: ['json-rules-engine'] },
  findings: { rooms: ['policy', 'calendar', 'engine'], packages: [] },
  compare: { rooms: ['policy', 'calendar', 'engine'], packages: [] },
  diagram: { rooms: ['policy', 'engine:types'], packages: ['mermaid', 'jsdom', 'node'] },
  training: { rooms: ['policy', 'calendar', 'engine'], packages: [] },
  export: { rooms: ['engine:types', 'policy:types', 'policy/decisions.ts', 'policy/doubts.ts', 'policy/facts.ts', 'policy/readings.ts', 'calendar'], packages: ['ical-generator', 'papaparse'] },
  cli: { rooms: ['policy', 'calendar', 'engine', 'findings', 'compare', 'diagram', 'training', 'export'], packages: ['node'] },
};
/** What the commands print is described in one file, and the site publishes it. */
const SCHEMAS_OF_OUTPUT = 'cli/output-schema.ts';
const PAGE_ROOMS = ['components', 'layouts', 'pages', 'styles', 'public', 'content'];
const PAGE_PACKAGES = ['astro', 'node', 'vite', '@fontsource-variable/source-sans-3', 'govuk-frontend', 'minisearch'];

/** Packages that one place alone knows. */
const AT_HOME: Record<string, RegExp> = {
  'luxon': /^calendar\//,
  'json-rules-engine': /^engine\/criteria\.ts$/,
  'mermaid': /^diagram\//,
  'jsdom': /^diagram\//,
  'yaml': /^policy\//,
  'zod': /^policy\//,
};

/** What must never reach a browser. */
const BUILD_ONLY = ['yaml', 'zod', 'mermaid', 'jsdom', 'node'];

interface Import {
  /** Path from `src/`. */
  file: string;
  /** What is named: a path from `src/`, or a package. */
  target: string;
  isPackage: boolean;
  typesOnly: boolean;
  /** Whether it stands in a script that an Astro file sends to the browser. */
  inBrowser: boolean;
}

const src = join(import.meta.dirname, '..', 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((file) => file.split(sep).join('/'));
const imports = files.filter((file) => /\.(ts|astro|mdx)$/.test(file)).flatMap(importsOf);

describe('the rooms of src', () => {
  test('are those of the plan, and no other', () => {
    const found = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(found.filter((name) => !(name in ROOMS) && !PAGE_ROOMS.includes(name))).toEqual([]);
  });

  test('import only the rooms beneath them', () => {
    const wrong = imports.filter(({ isPackage }) => !isPackage).filter((each) => {
      const [from, to] = [roomOf(each.file), roomOf(each.target)];
      if (from === to) return false;
      const allowed = ROOMS[from]?.rooms;
      if (allowed === undefined) return to === 'cli' && each.target !== SCHEMAS_OF_OUTPUT;
      return !allowed.includes(to) && !allowed.includes(each.target) && !(each.typesOnly && allowed.includes(`${to}:types`));
    });
    expect(wrong.map(told)).toEqual([]);
  });

  test('lend a single file only where it brings nothing with it that is not lent too', () => {
    for (const { rooms } of Object.values(ROOMS)) {
      const lent = rooms.filter((room) => room.endsWith('.ts'));
      expect(lent.filter((file) => !files.includes(file))).toEqual([]);
      expect(imports.filter(({ file, target, typesOnly }) => lent.includes(file) && !typesOnly && !lent.includes(target)).map(told)).toEqual([]);
    }
  });

  test('import only their own packages', () => {
    const wrong = imports.filter(({ isPackage }) => isPackage).filter(({ file, target }) =>
      !(ROOMS[roomOf(file)]?.packages ?? PAGE_PACKAGES).includes(target));
    expect(wrong.map(told)).toEqual([]);
  });

  test('keep each package that decides or draws in one place', () => {
    const wrong = imports.filter(({ file, target, isPackage }) => isPackage && AT_HOME[target] !== undefined && !AT_HOME[target].test(file));
    expect(wrong.map(told)).toEqual([]);
  });

  test('send nothing to the browser that belongs to the build', () => {
    const sent = new Set(imports.filter(({ inBrowser, isPackage, typesOnly }) => inBrowser && !isPackage && !typesOnly).map(({ target }) => target));
    for (const file of sent) for (const { target } of imports.filter((each) => each.file === file && !each.isPackage && !each.typesOnly)) sent.add(target);
    expect(sent.size).toBeGreaterThan(0);
    const wrong = imports.filter((each) => each.isPackage && !each.typesOnly && BUILD_ONLY.includes(each.target) && (each.inBrowser || sent.has(each.file)));
    expect(wrong.map(told)).toEqual([]);
  });

  test('have no cupboard for what has no name: no utils, lib or helpers, and no file that only passes others on', () => {
    expect(files.filter((file) => /(^|\/)(utils?|lib|helpers?|common|misc)(\/|\.[a-z]+$|$)/.test(file))).toEqual([]);
    expect(files.filter((file) => /(^|\/)index\.(ts|js|mjs)$/.test(file))).toEqual([]);
  });

  test('name a file with its ending, and a file that is there', () => {
    const wrong = imports.filter(({ isPackage, target }) => !isPackage && !existsSync(join(src, target)));
    expect(wrong.map(told)).toEqual([]);
  });
});

function told({ file, target, typesOnly }: Import): string {
  return `${file} imports ${typesOnly ? 'types of ' : ''}${target}`;
}

function roomOf(path: string): string {
  return path.startsWith('../content/') ? 'content' : path.split('/')[0]!;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), 'utf8');
  if (file.endsWith('.ts')) return importsIn(text, file, false);
  if (file.endsWith('.mdx')) return importsIn([...text.matchAll(/^import .+$/gm)].join('\n'), file, false);
  const [, head = ''] = /^---\n([\s\S]*?)\n---/.exec(text) ?? [];
  const scripts = [...text.matchAll(/<script(?![^>]*\bis:inline\b)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script!);
  return [...importsIn(head, file, false), ...scripts.flatMap((script) => importsIn(script, file, true))];
}

function importsIn(text: string, file: string, inBrowser: boolean): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const named = nameIn(node);
    if (named !== null) found.push({ file, ...targetOf(named.name, file), typesOnly: named.typesOnly, inBrowser });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter(({ target }) => !/^(astro|virtual|rulebook):/.test(target));
}

function nameIn(node: ts.Node): { name: string; typesOnly: boolean } | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const { importClause: clause } = node;
    const named = clause?.namedBindings;
    const eachIsType = clause !== undefined && clause.name === undefined && named !== undefined && ts.isNamedImports(named)
      && named.elements.length > 0 && named.elements.every(({ isTypeOnly }) => isTypeOnly);
    return { name: node.moduleSpecifier.text, typesOnly: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || eachIsType };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    return { name: node.moduleSpecifier.text, typesOnly: node.isTypeOnly };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    return argument !== undefined && ts.isStringLiteralLike(argument) ? { name: argument.text, typesOnly: false } : null;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { name: node.argument.literal.text, typesOnly: true };
  }
  return null;
}

/** A path from `src/`, or the bare name of a package; `node` for what comes with Node. */
function targetOf(name: string, file: string): { target: string; isPackage: boolean } {
  const plain = name.replace(/\?\w+$/, '');
  if (plain.startsWith('.')) return { target: relative(src, resolve(src, dirname(file), plain)).split(sep).join('/'), isPackage: false };
  if (plain.startsWith('node:')) return { target: 'node', isPackage: true };
  if (/^(astro|virtual|rulebook):/.test(plain)) return { target: plain, isPackage: true };
  return { target: plain.split('/').slice(0, plain.startsWith('@') ? 2 : 1).join('/'), isPackage: true };
}
