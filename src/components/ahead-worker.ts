/** What each worker of `ahead.ts` does: for the id of a policy, its findings, its chart drawn and kept. */
import { parentPort, workerData } from 'node:worker_threads';
import { chartOf } from '../diagram/chart.ts';
import { localPolicies } from '../engine/words.ts';
import { findingsOf } from '../findings/findings.ts';
import type { WorkerTask } from './ahead.ts';

const { set, asAt } = workerData as WorkerTask;
const locals = new Set(localPolicies(set).map(({ id }) => id));

parentPort!.on('message', async (id: string) => {
  await chartOf(set.policies.find((policy) => policy.id === id)!, set.vocabulary);
  parentPort!.postMessage({ id, findings: locals.has(id) ? findingsOf(set, id, { asAt }) : [] });
});
