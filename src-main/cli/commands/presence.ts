import { setTimeout as sleep } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import { OwnStatus } from '../../../src-shared/objects.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { UsageError } from '../failure.ts';
import { afterSeconds } from '../timers.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { percent, seconds } from '../options.ts';
import { createOutput, type Output } from '../output.ts';
import { findRoom, joinRoom } from '../rooms.ts';
import { onEachConnection, stayConnected, withClient } from '../session.ts';
import { allAgents } from '../participants.ts';
import { AGENTS } from './agents.ts';
import * as z from 'zod/mini';

interface PresenceOptions extends AgentOptions {
  set?: string;
  detail?: string;
  progress?: number;
  for: number;
}

export function define(command: Command): void {
  withAgent(command)
    .argument('<room>', 'name or id of the room')
    .addOption(new Option('--set <status>', 'what you are doing in the room, shown until this command is ended').choices(OwnStatus.options))
    .option('--detail <text>', 'in words')
    .option('--progress <percent>', 'the progress in percent', percent)
    .option('--for <seconds>', 'end after this time; 0 is never', seconds, 0)
    .addHelpText('after', '\nPresence belongs to who is connected: with --set this stays connected, and comes back when the home restarts.')
    .action((room: string, options: PresenceOptions) => (options.set === undefined ? show(room, options) : hold(room, options)));
}

async function show(roomName: string, { json, ...options }: PresenceOptions): Promise<void> {
  if (options.detail !== undefined || options.progress !== undefined || options.for > 0)
    throw new UsageError('Say what you are doing with --set.');
  const agents = await withClient(options, async (client) => {
    const { room_id } = await findRoom(client, roomName);
    return allAgents(client, room_id);
  });
  createOutput(json).list(agents, AGENTS);
}

async function hold(roomName: string, options: PresenceOptions): Promise<void> {
  const output: Output = createOutput(options.json);
  const over = new AbortController();
  const cancelLimit = options.for > 0 ? afterSeconds(options.for, () => over.abort()) : null;
  const connections = stayConnected(options, { isShared: false, patienceMs: 0, output, signal: over.signal });
  try {
    await onEachConnection(connections, async (client) => {
      await say(client, roomName, options);
      await Promise.race([client.ended, untilAborted(over.signal)]);
    });
  } catch (error) {
    if (!over.signal.aborted) throw error;
  } finally {
    cancelLimit?.();
  }
}

async function say(client: AgentClient, roomName: string, { set, detail, progress }: PresenceOptions): Promise<void> {
  const { room_id } = await findRoom(client, roomName);
  await joinRoom(client, room_id);
  await client.request('set_presence', { room_id, status: set, status_detail: detail, progress }, z.object({ status: z.string() }));
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  const aDay = 24 * 60 * 60 * 1000;
  while (!signal.aborted) await sleep(aDay, undefined, { signal }).catch(() => undefined);
}
