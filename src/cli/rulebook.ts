/** `npm run --silent rulebook -- COMMAND`: the rulebook on the command line. Each command is a file beside this one. */
import { checkCommand } from './check.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { compareCommand } from './compare.ts';
import { count } from './count.ts';
import { findingsCommand } from './findings.ts';
import { flowchart } from './flowchart.ts';
import { latestCommand } from './latest.ts';
import { judgeCommand } from './judge.ts';
import { newCommand } from './new.ts';
import { quiz } from './quiz.ts';
import { schemaCommand } from './schema.ts';
import { timetableCommand } from './timetable.ts';

const COMMANDS: Command[] = [checkCommand, timetableCommand, latestCommand, judgeCommand, compareCommand, findingsCommand, count, flowchart, quiz, newCommand, schemaCommand];

const [name, ...args] = process.argv.slice(2);
process.exitCode = await run(name, args);

async function run(asked: string | undefined, rest: string[]): Promise<number> {
  const command = COMMANDS.find((one) => one.name === asked);
  if (!command) {
    const overview = COMMANDS.map((one) => `  ${one.usage}\n      ${one.gives}`).join('\n');
    const isHelp = asked === undefined || asked === 'help' || asked === '--help';
    (isHelp && asked !== undefined ? process.stdout : process.stderr).write(`${isHelp ? '' : `rulebook: there is no command "${asked}"\n`}usage: npm run --silent rulebook -- COMMAND\n${overview}\n`);
    return isHelp && asked !== undefined ? 0 : 2;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`rulebook ${command.name}: ${error.message}\nusage: ${command.usage}\n`);
      return 2;
    }
    if (error instanceof CommandError) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}
