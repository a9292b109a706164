import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { AppError } from '../../../src-shared/errors.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { Failure, UsageError } from '../failure.ts';
import { roomTip } from '../history.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { ChatMessage } from '../messages.ts';
import { seconds } from '../options.ts';
import { createOutput, oneLine, timeText } from '../output.ts';
import { withClient } from '../session.ts';

const POLL_MS = 1_000;

interface NudgeOptions extends AgentOptions {
  waitDelivered?: number;
}

/** `seq`: of the newest message; 0 when there is none. */
interface Nudge {
  to: string;
  room_id: string;
  seq: number;
  is_new: boolean;
  is_delivered: boolean;
  delivered_at: number | null;
}

export function define(command: Command): void {
  withAgent(command)
    .argument('<person>', 'name or id of a person')
    .argument('[text...]', 'what to say, in Markdown; left out: only shows whether the last message has arrived')
    .option('--wait-delivered <seconds>', 'waits so long until the message has arrived; ends with 1 when it has not', seconds)
    .action(async (who: string, words: string[], options: NudgeOptions) => {
      const nudge = await send(who, words.join(' '), options);
      createOutput(options.json).show(nudge, textOf(nudge));
      if (options.waitDelivered !== undefined && !nudge.is_delivered) throw new Failure('The message has not arrived yet. It is kept.');
    });
}

async function send(who: string, text: string, options: NudgeOptions): Promise<Nudge> {
  if (text.trim() === '' && options.waitDelivered !== undefined) throw new UsageError('--wait-delivered needs a text.');
  // One id for all tries: a message whose answer was lost on the way is not said twice.
  const client_id = randomUUID();
  return withClient(options, async (client) => {
    const { id: room_id } = await openDirect(client, who);
    const sent = text.trim() === '' ? null : await client.request('send_message', { room_id, content: text, client_id }, ChatMessage);
    const seq = sent?.seq ?? (await roomTip(client, room_id));
    const until = Date.now() + (options.waitDelivered ?? 0) * 1_000;
    for (;;) {
      const { deliveries } = await client.request('list_reads', { room_id }, COMMANDS.list_reads.reply);
      const mark = deliveries.find(({ participant_id }) => participant_id !== client.me.agent_id);
      const is_delivered = mark !== undefined && mark.seq >= seq;
      const delivered_at = is_delivered ? mark.at : null;
      if (is_delivered || Date.now() >= until) return { to: who, room_id, seq, is_new: sent !== null, is_delivered, delivered_at };
      await sleep(POLL_MS);
    }
  });
}

/** By the name, or else by the id. */
async function openDirect(client: AgentClient, who: string): Promise<Reply<'open_direct'>> {
  try {
    return await client.request('open_direct', { name: who }, COMMANDS.open_direct.reply);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'person_not_found') throw error;
    return client.request('open_direct', { participant_id: who }, COMMANDS.open_direct.reply);
  }
}

function textOf({ to, seq, is_new, is_delivered, delivered_at }: Nudge): string {
  const name = oneLine(to.replace(/^@/, ''));
  if (seq === 0) return `There is no message to ${name} yet.`;
  const sent = is_new ? `Sent as ${seq}. ` : '';
  if (!is_delivered) return `${sent}It waits until ${name} is back.`;
  return `${sent}Delivered to ${name}${delivered_at === null ? '' : ` at ${timeText(delivered_at)}`}.`;
}
