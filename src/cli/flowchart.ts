import { policyGraph } from '../diagram/graph.ts';
import { mermaidText } from '../diagram/mermaid-text.ts';
import { findPolicy, readArguments, readSet, type Command } from './command.ts';

/** @example `rulebook flowchart wst > wst.mmd` */
export const flowchart: Command = {
  name: 'flowchart',
  usage: 'flowchart POLICY [--policies DIR]',
  gives: "the policy's flowchart as Mermaid text",
  run(args) {
    const { values, positionals } = readArguments(args, { policies: { type: 'string' } }, 1);
    const set = readSet(values.policies);
    const policy = findPolicy(set, positionals[0]);
    process.stdout.write(`${mermaidText(policyGraph(policy, set.vocabulary)).trimEnd()}\n`);
    return 0;
  },
};
