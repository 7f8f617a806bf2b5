import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface LockedPackage { version?: string; resolved?: string; integrity?: string; link?: boolean; optionalDependencies?: Record<string, string> }
interface Manifest { dependencies: Record<string, string>; devDependencies: Record<string, string>; optionalDependencies: Record<string, string> }

const root = join(import.meta.dirname, '..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const installed = Object.entries(packages).filter(([place]) => place !== '');

describe('the lockfile', () => {
  test('holds every optional dependency that any package names, so that a clean install works on each system', () => {
    const names = new Set(installed.map(([place]) => place.split('node_modules/').at(-1)));
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !names.has(name)).map((name) => `${place || 'the project'} wants ${name}`));
    expect(missing).toEqual([]);
  });

  test('says of no package from where it came, so that any registry will do', () => {
    expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([]);
  });

  test('proves each package by its hash', () => {
    expect(installed.filter(([, { integrity, link }]) => integrity === undefined && link !== true).map(([place]) => place)).toEqual([]);
  });

  test('holds the very versions that package.json names, which are exact', () => {
    const named = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    for (const [name, version] of Object.entries(named)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });
});
