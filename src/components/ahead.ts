/**
 * The findings, the charts and the practice papers of many documents, worked out before the pages, on all cores: one after
 * the other they would take longer than all else of the build. A build of few documents goes without, for starting the
 * workers takes seconds.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { AstroIntegration } from 'astro';
import type { Finding } from '../findings/finding.ts';
import type { Id, IsoDate, PolicySet } from '../policy/model.ts';
import type { Paper } from '../training/paper.ts';
import { dayOfBuild, useFindings } from './findings/built.ts';
import { keep, recalled } from './kept.ts';
import { practiceCount, usePracticePapers } from './learn/practice-papers.ts';
import { rules } from './rules.ts';

/** From so many documents on. */
const MANY = 20;
const MOST_WORKERS = 4;
/** Drawing leaves much behind that is cleared away only when the room is short. A worker needs less than half of this. */
const ROOM_OF_A_WORKER = { maxOldGenerationSizeMb: 384 };
/** What is worked out follows from these. */
const ROOMS = ['policy', 'calendar', 'engine', 'findings', 'diagram', 'training'];

/** What a worker is given to begin with; after that, the id of one policy after another. */
export interface WorkerTask { set: PolicySet; asAt: IsoDate }

/** What a worker gives back of a policy, whose chart it has drawn and kept by the way. */
export interface WorkedOut { findings: Finding[]; paper: Paper }

/**
 * Before a build of many documents: every chart drawn, and every finding and practice paper worked out or, where no rule
 * and no source has changed since, remembered.
 *
 * @example defineConfig({ integrations: [workedAhead()] })
 */
export function workedAhead(): AstroIntegration {
  return { name: 'rulebook-worked-ahead', hooks: { 'astro:build:start': workAhead } };
}

async function workAhead(): Promise<void> {
  const set = rules();
  if (set.policies.length < MANY) return;
  const asAt = dayOfBuild();
  const keeping = { name: 'worked-ahead', rooms: ROOMS, from: [asAt, String(practiceCount(set)), JSON.stringify(set)] };
  const remembered = recalled<WorkedOut[]>(keeping);
  const worked = remembered ?? await workedOutOnAllCores({ set, asAt });
  if (remembered === null) keep(keeping, worked);
  useFindings({ asAt, findings: worked.flatMap(({ findings }) => findings) });
  usePracticePapers(worked.map(({ paper }) => paper));
}

/**
 * What is worked out of each policy of a set, in its order.
 *
 * @example await workedOutOnAllCores({ set: rules(), asAt: dayOfBuild() })
 */
export async function workedOutOnAllCores(task: WorkerTask): Promise<WorkedOut[]> {
  const found = new Map<Id, WorkedOut>();
  const waiting = task.set.policies.map(({ id }) => id);
  const workers = Array.from({ length: Math.min(availableParallelism(), MOST_WORKERS) }, () => oneWorker(task, waiting, found));
  await Promise.all(workers);
  return task.set.policies.map(({ id }) => found.get(id)!);
}

/** One worker, given the next policy that waits as often as it is done with one. */
function oneWorker(task: WorkerTask, waiting: Id[], found: Map<Id, WorkedOut>): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./ahead-worker.ts', import.meta.url), { workerData: task, resourceLimits: ROOM_OF_A_WORKER });
    const next = (): void => {
      const id = waiting.shift();
      if (id === undefined) void worker.terminate().then(() => resolve());
      else worker.postMessage(id);
    };
    worker.on('message', ({ id, worked }: { id: Id; worked: WorkedOut }) => {
      found.set(id, worked);
      next();
    });
    worker.on('error', (fault) => {
      waiting.length = 0;
      reject(fault);
    });
    next();
  });
}
