import type { Command } from 'commander';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { pagesSince, roomTip } from '../history.ts';
import { wholeNumber } from '../options.ts';
import { createOutput, messageText } from '../output.ts';
import { findRoom } from '../rooms.ts';
import { roomSecret, sealingOf } from '../sealing.ts';
import { withClient } from '../session.ts';

const LIMIT = 50;

interface HistoryOptions extends AgentOptions {
  limit: number;
  all?: boolean;
  sinceSeq?: number;
  beforeSeq?: number;
  roomKey?: string;
}

export function define(command: Command): void {
  withAgent(command)
    .argument('<room>', 'name or id of the room')
    .option('--limit <n>', 'the number of messages', wholeNumber, LIMIT)
    .option('--all', 'all messages')
    .option('--since-seq <n>', 'the first messages after message n', wholeNumber)
    .option('--before-seq <n>', 'the last messages before message n', wholeNumber)
    .option('--room-key <secret>', 'opens sealed messages (LANAI_ROOM_KEY)')
    // Not repeated when the connection is lost on the way: what was shown already would be shown again.
    .action((room: string, options: HistoryOptions) =>
      withClient(options, (client) => show(client, room, options), { isRepeatable: false }),
    );
}

async function show(client: AgentClient, roomName: string, options: HistoryOptions): Promise<void> {
  const room = await findRoom(client, roomName);
  const sealing = sealingOf(room, roomSecret(options.roomKey, process.env));
  const output = createOutput(options.json);
  const { since, until } = rangeOf(options, await roomTip(client, room.room_id));
  for await (const page of pagesSince(client, room.room_id, since, until)) {
    for (const message of page.map((each) => sealing.open(each))) output.show(message, messageText(message));
  }
}

/** The numbers have no gaps, so a count is a range. */
function rangeOf({ limit, all, sinceSeq, beforeSeq }: HistoryOptions, tip: number): { since: number; until: number } {
  const last = Math.min(tip, (beforeSeq ?? Infinity) - 1);
  if (sinceSeq !== undefined) return { since: sinceSeq, until: all ? last : Math.min(last, sinceSeq + limit) };
  return { since: all ? 0 : Math.max(0, last - limit), until: last };
}
