import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { ELECTION_MS, LEADER_ASKED_MS } from '../../../src-shared/limits.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { Failure } from '../failure.ts';
import { afterSeconds } from '../timers.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { seconds } from '../options.ts';
import { createOutput, oneLine, type Output } from '../output.ts';
import { ElectionStarted, InRoom, LeaderElected, RoomInfo } from '../../../src-shared/agent-protocol/replies.ts';
import { asMember, findRoom, joinRoom } from '../rooms.ts';
import { onEachConnection, stayConnected, withClient } from '../session.ts';

/** The longest election, and time for a busy machine. */
const RESULT_LIMIT_MS = LEADER_ASKED_MS + 10_000;

interface WatchOptions extends AgentOptions {
  for: number;
}

export function define(command: Command): void {
  command.addHelpText('after', HELP);
  withAgent(command.command('start').description('elect a leader, and show the result'))
    .argument('<room>', 'name or id of the room')
    .action((room: string, options: AgentOptions) => start(room, options));
  withAgent(command.command('decline').description('decline to be elected in the open election'))
    .argument('<room>', 'name or id of the room')
    .action(async (room: string, options: AgentOptions) => {
      const declined = await withClient(options, async (client) => {
        const { room_id } = await findRoom(client, room);
        return asMember(client, room_id, () => client.request('decline_election', { room_id }, InRoom));
      });
      createOutput(options.json).show(declined, 'Declined.');
    });
  withAgent(command.command('watch').description('show the leader, and stay in the room as a candidate'))
    .argument('<room>', 'name or id of the room')
    .option('--for <seconds>', 'end after this time; 0 is never', seconds, 0)
    .action((room: string, options: WatchOptions) => watch(room, options));
}

/**
 * A command that only starts the election ends before it is decided. It is no candidate, unless the same agent has the room open
 * elsewhere.
 */
async function start(roomName: string, options: AgentOptions): Promise<void> {
  let tellEnd = (_end: { type: string; payload: unknown }): void => undefined;
  const ended = new Promise<{ type: string; payload: unknown }>((resolve) => (tellEnd = resolve));
  const onPush = (type: string, payload: unknown): void => {
    if (type === 'leader_elected' || type === 'leader_cleared') tellEnd({ type, payload });
  };
  const work = async (client: AgentClient): Promise<{ type: string; payload: unknown } | undefined> => {
    const { room_id } = await findRoom(client, roomName);
    const { agents } = await client.request('room_info', { room_id }, RoomInfo);
    const isHere = agents.some(({ agent_id }) => agent_id === client.me.agent_id);
    await joinRoom(client, room_id);
    await client.request('elect_leader', { room_id }, ElectionStarted);
    if (!isHere) await client.request('decline_election', { room_id }, InRoom);
    return Promise.race([ended, client.ended.then(() => undefined), sleep(RESULT_LIMIT_MS, undefined, { ref: false })]);
  };
  const end = await withClient(options, work, { isRepeatable: false, onPush });
  if (!end) throw new Failure('The election was started, but its result did not arrive.');
  const elected = LeaderElected.safeParse(end.payload);
  if (!elected.success) throw new Failure('No leader was elected: no agent in the room was willing.');
  createOutput(options.json).show(elected.data, leaderText(elected.data.leader_name));
}

async function watch(roomName: string, options: WatchOptions): Promise<void> {
  const output = createOutput(options.json);
  const over = new AbortController();
  const cancelLimit = options.for > 0 ? afterSeconds(options.for, () => over.abort()) : null;
  const room: { id: string | null } = { id: null };
  const connections = stayConnected(options, {
    isShared: true,
    onPush: (type, payload) => tellPush(output, room.id, type, payload),
    patienceMs: 0,
    output,
    signal: over.signal,
  });
  try {
    await onEachConnection(connections, async (client) => {
      const aborted = new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve(), { once: true }));
      room.id = await enter(client, roomName, output);
      await Promise.race([client.ended, aborted]);
    });
  } catch (error) {
    if (!over.signal.aborted) throw error;
  } finally {
    cancelLimit?.();
  }
}

/** Tells who leads now; who leads from then on is pushed. */
async function enter(client: AgentClient, roomName: string, output: Output): Promise<string> {
  const { room_id } = await findRoom(client, roomName);
  await joinRoom(client, room_id);
  const { leader_id = null, agents } = await client.request('room_info', { room_id }, RoomInfo);
  const leader_name = agents.find(({ agent_id }) => agent_id === leader_id)?.name ?? null;
  output.show({ room_id, leader_id, leader_name }, leader_name === null ? 'There is no leader.' : leaderText(leader_name));
  return room_id;
}

function tellPush(output: Output, roomId: string | null, type: string, payload: unknown): void {
  if (InRoom.safeParse(payload).data?.room_id !== roomId) return;
  const elected = LeaderElected.safeParse(payload);
  if (type === 'leader_elected' && elected.success) output.show(elected.data, leaderText(elected.data.leader_name));
  if (type === 'leader_cleared') output.show({ room_id: roomId, leader_id: null, leader_name: null }, 'There is no leader any more.');
  const started = ElectionStarted.safeParse(payload);
  if (type === 'election_started' && started.success)
    output.show(
      started.data,
      `An election: ${started.data.candidates.length} candidates, ${started.data.opt_out_seconds ?? ELECTION_MS / 1000} s to decline.`,
    );
}

function leaderText(name: string): string {
  return `${oneLine(name)} leads.`;
}

const HELP = `
One of the agents who have the room open is elected by lot, after two seconds in which each can decline. A leader leads as
long as it has the room open: keep "lanai election watch", "presence --set" or "wait --follow" running under the same --name,
and say "lanai decide" beside it.`;
