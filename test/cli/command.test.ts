import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readArguments, UsageError, type Command } from '../../src/cli/command.ts';
import { count } from '../../src/cli/count.ts';
import { findingsCommand } from '../../src/cli/findings.ts';
import { flowchart } from '../../src/cli/flowchart.ts';
import { judgeCommand } from '../../src/cli/judge.ts';
import { latestCommand } from '../../src/cli/latest.ts';
import { newCommand } from '../../src/cli/new.ts';
import { quiz } from '../../src/cli/quiz.ts';
import { schemaCommand } from '../../src/cli/schema.ts';
import { timetableCommand } from '../../src/cli/timetable.ts';

describe('the words of a command', () => {
  it('are read up to as many as it takes', () => {
    expect(readArguments(['wst', '--json'], { json: { type: 'boolean' } }, 1)).toMatchObject({ positionals: ['wst'], values: { json: true } });
    expect(readArguments(['wst', 'kscp', 'national'], {}, Infinity).positionals).toEqual(['wst', 'kscp', 'national']);
    expect(() => readArguments(['wst', 'kscp'], {}, 1)).toThrow(UsageError);
    expect(() => readArguments(['--jsn'], { json: { type: 'boolean' } }, 1)).toThrow(UsageError);
  });

  it.each<[Command, string[]]>([
    [timetableCommand, ['wst']], [latestCommand, ['wst', '--step', 'report-to-panel', '--by', '2026-04-17']], [judgeCommand, ['wst']], [findingsCommand, ['wst']],
    [flowchart, ['wst']], [quiz, ['wst']], [count, []], [newCommand, ['north-vale']], [schemaCommand, ['policy']],
  ])('are refused where there is one too many: $name', async (command, args) => {
    await expect(Promise.resolve().then(() => command.run([...args, 'surplus']))).rejects.toThrow('"surplus" is one too many');
  });

  it('end the process with 2 and the usage, and nothing is printed', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/rulebook.ts', 'count', 'surplus'], { encoding: 'utf8', input: '' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('usage: count ');
  });
});
