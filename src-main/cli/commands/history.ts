import type { Command } from 'commander';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { messageId, pagesSince, roomTip } from '../history.ts';
import type { ChatMessage } from '../messages.ts';
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
  thread?: string;
  roomKey?: string;
}

export function define(command: Command): void {
  withAgent(command)
    .argument('<room>', 'name or id of the room')
    .option('--limit <n>', 'the number of messages', wholeNumber, LIMIT)
    .option('--all', 'all messages')
    .option('--since-seq <n>', 'the first messages after message n', wholeNumber)
    .option('--before-seq <n>', 'the last messages before message n', wholeNumber)
    .option('--thread <message>', 'id or number of a message: only its thread')
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
  if (options.thread !== undefined) {
    for (const message of await threadOf(client, room.room_id, options.thread, options)) {
      const opened = sealing.open(message);
      output.show(opened, messageText(opened));
    }
    return;
  }
  const { since, until } = rangeOf(options, await roomTip(client, room.room_id));
  for await (const page of pagesSince(client, room.room_id, since, until)) {
    for (const message of page.map((each) => sealing.open(each))) output.show(message, messageText(message));
  }
}

/** A thread has gaps between its numbers, so its messages are counted. */
async function threadOf(client: AgentClient, roomId: string, thread: string, options: HistoryOptions): Promise<ChatMessage[]> {
  const { limit, all, sinceSeq, beforeSeq } = options;
  const thread_id = await messageId(client, roomId, thread);
  const messages: ChatMessage[] = [];
  for await (const page of pagesSince(client, roomId, sinceSeq ?? 0, (beforeSeq ?? Infinity) - 1, thread_id)) messages.push(...page);
  if (all) return messages;
  return sinceSeq === undefined ? messages.slice(-limit) : messages.slice(0, limit);
}

/** The numbers have no gaps, so a count is a range. */
function rangeOf({ limit, all, sinceSeq, beforeSeq }: HistoryOptions, tip: number): { since: number; until: number } {
  const last = Math.min(tip, (beforeSeq ?? Infinity) - 1);
  if (sinceSeq !== undefined) return { since: sinceSeq, until: all ? last : Math.min(last, sinceSeq + limit) };
  return { since: all ? 0 : Math.max(0, last - limit), until: last };
}
