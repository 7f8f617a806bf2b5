import { policyJsonSchema, vocabularyJsonSchema } from '../policy/json-schema.ts';
import { CommandError, didYouMean, printJson, readArguments, UsageError, type Command } from './command.ts';
import { OUTPUTS, outputSchema, type JsonSchema, type OutputName } from './output-schema.ts';

/** @example `rulebook schema timetable > timetable.schema.json` */
export const schemaCommand: Command = {
  name: 'schema',
  usage: 'schema NAME [--json]',
  gives: 'the JSON Schema of a policy file (policy), of the vocabulary, or of what a command prints (timetable, judge, …); it is JSON in any case',
  run(args) {
    const { positionals } = readArguments(args, { json: { type: 'boolean' } }, 1);
    const [name] = positionals;
    if (name === undefined) throw new UsageError(`name a schema: ${SCHEMAS.join(', ')}`);
    const schema = schemaNamed(name);
    if (schema === null) throw new CommandError(`there is no schema "${name}"; ${didYouMean(name, SCHEMAS)}`);
    printJson(schema);
    return 0;
  },
};

/** Every schema that the project publishes, by name: the files first, then what the commands print. */
const SCHEMAS: readonly string[] = ['policy', 'vocabulary', ...OUTPUTS];

/**
 * A published schema, draft 2020-12, complete in itself; null where there is none of that name.
 *
 * @example schemaNamed('policy')?.['required'] // ['title', 'kind', 'source']
 */
function schemaNamed(name: string): JsonSchema | null {
  if (name === 'policy') return policyJsonSchema();
  if (name === 'vocabulary') return vocabularyJsonSchema();
  return OUTPUTS.includes(name as OutputName) ? outputSchema(name as OutputName) : null;
}
