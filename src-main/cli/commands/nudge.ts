import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { AppError } from '../../../src-shared/errors.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { Failure, UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { ChatMessage, HistoryResult } from '../messages.ts';
import { seconds } from '../options.ts';
import { createOutput, oneLine, timeText } from '../output.ts';
import { withClient } from '../session.ts';

const POLL_MS = 250;
/** A client that is connected is asked after a second, and answers at once. */
const CONNECTED_MS = 2_000;

interface NudgeOptions extends AgentOptions {
  waitDelivered?: number;
}

/** `seq`: of the caller's newest message; 0 when there is none. `room_id` null: there is no direct room. */
interface Nudge {
  to: string;
  room_id: string | null;
  seq: number;
  is_new: boolean;
  is_delivered: boolean;
  delivered_at: number | null;
}

export function define(command: Command): void {
  withAgent(command)
    .argument('<person>', 'name or id of a person')
    .argument('[text...]', 'what to say, in Markdown; left out: only shows whether your newest message has arrived')
    .option('--wait-delivered <seconds>', 'waits so long until the message has arrived; ends with 1 when it has not', seconds)
    .action(async (who: string, words: string[], options: NudgeOptions) => {
      const nudge = await send(who, words.join(' '), options);
      createOutput(options.json).show(nudge, textOf(nudge));
      if (options.waitDelivered !== undefined && !nudge.is_delivered)
        throw new Failure('No device has confirmed the message yet. It is kept.');
    });
}

async function send(who: string, text: string, options: NudgeOptions): Promise<Nudge> {
  if (text.trim() === '' && options.waitDelivered !== undefined) throw new UsageError('--wait-delivered needs a text.');
  // One id for all tries: a message whose answer was lost on the way is not said twice.
  const client_id = randomUUID();
  const isNew = text.trim() !== '';
  return withClient(options, async (client) => {
    const room = await openDirect(client, who, isNew);
    const none: Nudge = { to: who, room_id: room?.id ?? null, seq: 0, is_new: isNew, is_delivered: false, delivered_at: null };
    if (!room) return none;
    const room_id = room.id;
    const sent = isNew ? await client.request('send_message', { room_id, content: text, client_id }, ChatMessage) : null;
    const seq = sent?.seq ?? (await newestOwn(client, room_id));
    const until = Date.now() + (isNew ? Math.max((options.waitDelivered ?? 0) * 1_000, CONNECTED_MS) : 0);
    for (;;) {
      const { deliveries } = await client.request('list_reads', { room_id }, COMMANDS.list_reads.reply);
      const mark = deliveries.find(({ participant_id }) => participant_id !== client.me.agent_id);
      const is_delivered = seq > 0 && mark !== undefined && mark.seq >= seq;
      const delivered_at = is_delivered ? mark.at : null;
      if (is_delivered || Date.now() >= until) return { ...none, seq, is_delivered, delivered_at };
      await sleep(POLL_MS);
    }
  });
}

/** 0: the caller has written nothing there. */
async function newestOwn(client: AgentClient, room_id: string): Promise<number> {
  for (let before_seq: number | undefined; ;) {
    const { messages } = await client.request('get_history', { room_id, before_seq, limit: 100 }, HistoryResult);
    const own = messages.findLast(({ agent_id }) => agent_id === client.me.agent_id);
    const [oldest] = messages;
    if (own || !oldest) return own?.seq ?? 0;
    before_seq = oldest.seq;
  }
}

/** By the name, or else by the id. Null: it is not there, and is not to be created. */
async function openDirect(client: AgentClient, who: string, create: boolean): Promise<Reply<'open_direct'> | null> {
  const open = (by: object): Promise<Reply<'open_direct'> | null> =>
    client.request('open_direct', { ...by, create }, COMMANDS.open_direct.reply).catch((error: unknown) => {
      if (!create && error instanceof AppError && error.code === 'room_not_found') return null;
      throw error;
    });
  try {
    return await open({ name: who });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'person_not_found') throw error;
    return open({ participant_id: who });
  }
}

/** A client that does not answer can be away, or an event stream or an agent, which never confirm. */
function textOf({ to, seq, is_new, is_delivered, delivered_at }: Nudge): string {
  const name = oneLine(to.replace(/^@/, ''));
  if (seq === 0) return `There is no message from you to ${name} yet.`;
  const sent = is_new ? `Sent as ${seq}.` : `Message ${seq} was sent.`;
  if (is_delivered) return `${sent} Delivered to ${name}${delivered_at === null ? '' : ` at ${timeText(delivered_at)}`}.`;
  return is_new ? sent : `${sent} No device has confirmed it.`;
}
