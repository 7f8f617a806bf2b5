/**
 * `npm run bench`: figures and ratios of what has a budget, measured on the machine at hand. Nothing fails by being
 * slow: a budget missed is printed as missed, for a person to judge.
 *
 * `npm run bench -- NAME` runs only the benchmarks whose name contains NAME.
 */
import { calendarBenchmarks } from './calendar/benchmarks.ts';
import { compareBenchmarks } from './compare/benchmarks.ts';
import { engineBenchmarks } from './engine/benchmarks.ts';
import { findingsBenchmarks } from './findings/benchmarks.ts';
import { siteBenchmarks } from './site/benchmarks.ts';

export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** The budget, if it has one: at least, or at most, this many of the unit. */
  atLeast?: number;
  atMost?: number;
}

export interface Benchmark {
  /** ROOM: what is measured. */
  name: string;
  run(): Figure[] | Promise<Figure[]>;
}

const benchmarks: Benchmark[] = [
  ...calendarBenchmarks,
  ...engineBenchmarks,
  ...compareBenchmarks,
  ...findingsBenchmarks,
  ...siteBenchmarks,
];

const [wanted = ''] = process.argv.slice(2);
for (const { name, run } of benchmarks.filter((benchmark) => benchmark.name.includes(wanted))) {
  console.log(`\n${name}`);
  for (const figure of await run()) console.log(line(figure));
}

function line({ what, value, unit, atLeast, atMost }: Figure): string {
  const figure = `  ${what.padEnd(58)}${write(value).padStart(14)} ${unit}`;
  if (atLeast !== undefined) return `${figure}   (at least ${write(atLeast)}: ${value >= atLeast ? 'met' : 'MISSED'})`;
  if (atMost !== undefined) return `${figure}   (at most ${write(atMost)}: ${value <= atMost ? 'met' : 'MISSED'})`;
  return figure;
}

function write(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: value < 1000 ? 3 : 4 });
}
