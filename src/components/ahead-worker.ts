/** What each worker of `ahead.ts` does: for the id of a policy, its findings and its practice paper, its chart drawn and kept. */
import { parentPort, workerData } from 'node:worker_threads';
import { chartOf } from '../diagram/chart.ts';
import { localPolicies } from '../engine/words.ts';
import { findingsOf } from '../findings/findings.ts';
import type { WorkedOut, WorkerTask } from './ahead.ts';
import { practicePaper } from './learn/practice-papers.ts';

const { set, asAt } = workerData as WorkerTask;
const locals = new Set(localPolicies(set).map(({ id }) => id));

parentPort!.on('message', async (id: string) => {
  await chartOf(set.policies.find((policy) => policy.id === id)!, set.vocabulary);
  const worked: WorkedOut = { findings: locals.has(id) ? findingsOf(set, id, { asAt }) : [], paper: practicePaper(set, id) };
  parentPort!.postMessage({ id, worked });
});
