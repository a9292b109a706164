// The connected agents that the server wakes when they are called.
import { lookup } from 'node:dns/promises';
import path from 'node:path';
import { WEBHOOK_TIMEOUT_MS } from '../../src-shared/limits.ts';
import { Starter } from './agents/waking/starter.ts';
import { Waker } from './agents/waking/waker.ts';
import { createDeliver } from './delivery/deliver.ts';
import { createWakeCall } from './delivery/wake-call.ts';
import { agentStartCommands } from './domain/agent-starts/commands.ts';
import type { Services } from './services.ts';

export function wokenAgents({ options, core, webhooks }: Services) {
  const { dataDir, version, searchPath, after, log } = options;
  const deliver = createDeliver({ lookup: (name) => lookup(name, { all: true }), timeoutMs: WEBHOOK_TIMEOUT_MS, after });
  const call = createWakeCall({ core, version, deliver });
  const starter = new Starter({ folders: path.join(dataDir, 'agents', 'woken'), searchPath, env: process.env, after, call });
  const waker = new Waker(core, starter, { after, log });
  return {
    name: 'waking of agents',
    commands: agentStartCommands(core, {
      admit: (address, rule) => webhooks.admit(address, rule),
      wakingOf: (agentId) => waker.wakingOf(agentId),
      changed: (agentId) => waker.changed(agentId),
      wakeNow: (agentId) => waker.wakeNow(agentId),
    }),
    start: () => waker.start(),
  } as const;
}
