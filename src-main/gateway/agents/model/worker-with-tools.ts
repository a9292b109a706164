// The worker of agents that a model runs, with all tools that they may have. Loaded with the first turn of such an agent.
import type { After } from '../../domain/clock.ts';
import type { StoreBytes } from '../../domain/files/store-bytes.ts';
import type { Worker } from '../hosted/turn.ts';
import { computerTools } from './computer/computer-tools.ts';
import { createAgentTool } from './create-agent-tool.ts';
import { roomFileTools } from './room-file-tools.ts';
import { roomTools } from './room-tools.ts';
import type { OpenSource } from './tool-source.ts';
import { modelWorker, type Models } from './worker.ts';

interface WorkerParts {
  store: StoreBytes;
  /** The tools of the servers that the owner added. */
  added: OpenSource;
  env: NodeJS.ProcessEnv;
  after: After;
  now(): number;
}

export function modelWorkerWithTools(models: Models, { store, added, env, after, now }: WorkerParts): Worker {
  const own = [roomTools, roomFileTools(store), createAgentTool, computerTools({ env, after })];
  return modelWorker(models, [...own, added], { after, now });
}
