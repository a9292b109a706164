import type { Command } from 'commander';
import * as z from 'zod/mini';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { newWebhookSecret } from '../../../src-shared/webhooks.ts';
import { Failure, UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { several, wholeNumber } from '../options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { participantIds } from '../participants.ts';
import { Subscription, SubscriptionList } from '../../../src-shared/agent-protocol/replies.ts';
import { allRooms, findRoom, pickRoom } from '../rooms.ts';
import { withClient } from '../session.ts';
import { readSecret } from '../stdin.ts';

interface AddOptions extends AgentOptions {
  secretFile?: string;
  secret?: string;
  kind?: string[];
  onlyFrom?: string;
  notFrom?: string;
  thinking: boolean;
  sinceSeq?: number;
}

interface ListOptions extends AgentOptions {
  room?: string;
}

export function define(command: Command): void {
  defineList(command);
  defineAdd(command);
  withAgent(command.command('remove').description('remove a webhook'))
    .argument('<id>')
    .action(async (subscription_id: string, options: AgentOptions) => {
      const reply = z.object({ deleted: z.literal(true) });
      const gone = await withClient(options, (client) => client.request('unsubscribe', { subscription_id }, reply));
      createOutput(options.json).show({ subscription_id, ...gone }, 'Nothing is sent there any more.');
    });
  withAgent(command.command('enable').description('start a webhook again: everything that was not delivered is sent'))
    .argument('<id>')
    .action(async (subscription_id: string, options: AgentOptions) => {
      const reply = z.object({ subscription_id: z.string(), status: z.string() });
      const enabled = await withClient(options, (client) => client.request('enable_subscription', { subscription_id }, reply));
      createOutput(options.json).show(enabled, 'It is started again, from the first message that was not delivered.');
    });
}

function defineList(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('the webhooks of your key, and their state'))
    .option('--room <room>', 'only those of this room')
    .action(async ({ room, ...options }: ListOptions) => {
      const { subscriptions, rooms } = await withClient(options, async (client) => {
        const known = await allRooms(client);
        const room_id = room === undefined ? undefined : pickRoom(known, room).room_id;
        return { rooms: known, ...(await client.request('list_subscriptions', { room_id }, SubscriptionList)) };
      });
      const nameOf = (id: string): string => rooms.find((each) => each.room_id === id)?.name ?? id;
      createOutput(options.json).list(subscriptions, tableWith(nameOf));
    });
}

function defineAdd(command: Command): void {
  withAgent(command.command('add').description('send the messages of a room to an address, signed'))
    .argument('<room>', 'name or id of the room')
    .argument('<url>', 'a public address; only the owner can choose one on this computer or network, in the app')
    .option('--secret-file <path>', 'the secret to sign with is in this file; "-" reads it from stdin')
    .option('--secret <secret>', 'the secret itself, which others on this computer can see as long as the command runs')
    .option('--kind <kind>', 'only messages of this kind (several with commas)', several)
    .option('--only-from <name>', 'only messages by this participant (name or id)')
    .option('--not-from <name>', 'no messages by this participant (name or id)')
    .option('--no-thinking', 'without thoughts')
    .option('--since-seq <seq>', 'messages after this one; left out: from now on', wholeNumber)
    .action(add);
}

async function add(room: string, webhook_url: string, options: AddOptions): Promise<void> {
  const given = await givenSecret(options);
  const secret = given ?? newWebhookSecret();
  const { kind = [], onlyFrom, notFrom, thinking, sinceSeq: since_seq } = options;
  const filters = { kinds: kind, exclude_thinking: !thinking, since_seq };
  const made = await withClient(
    options,
    async (client) => {
      const { room_id } = await findRoom(client, room);
      const only_from_id = await authorId(client, room_id, onlyFrom);
      const not_from_id = await authorId(client, room_id, notFrom);
      return client.request('subscribe', { room_id, webhook_url, secret, ...filters, only_from_id, not_from_id }, Subscription);
    },
    { isRepeatable: false },
  );
  const output = createOutput(options.json);
  if (given === null) {
    output.show({ ...made, secret }, secret);
    if (!options.json) output.notice('The receiver checks the signatures with this secret. It is the only time that it is shown.');
  } else {
    output.show(made, `What is written in ${oneLine(room)} is sent to ${oneLine(webhook_url)}.`);
  }
}

/** Another participant can take a name, so the home is sent the id. */
async function authorId(client: AgentClient, roomId: string, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const [id, ...others] = await participantIds(client, roomId, [name]);
  if (others.length > 0)
    throw new Failure(`Several participants are called "${oneLine(name)}" here. Give an id: ${[id, ...others].join(', ')}`);
  return id;
}

/** Null: none was given, so one has to be made. */
async function givenSecret({ secretFile, secret }: AddOptions): Promise<string | null> {
  if (secretFile !== undefined && secret !== undefined) throw new UsageError('Give the secret in one way: --secret-file or --secret.');
  if (secretFile === undefined && secret === undefined) return null;
  const found = secretFile === undefined ? (secret ?? '') : await readSecret(secretFile);
  if (found === '') throw new UsageError('The secret is empty.');
  return found;
}

function tableWith(roomName: (id: string) => string): Table<Subscription> {
  return {
    head: ['ROOM', 'ADDRESS', 'STATUS', 'DELIVERED', 'ONLY', 'SINCE', 'ID'],
    row: ({ subscription_id, room_id, webhook_url, last_delivered_seq, created_at, ...rest }) => [
      roomName(room_id),
      webhook_url,
      statusOf(rest),
      `up to ${last_delivered_seq}`,
      filtersOf(rest),
      timeText(created_at),
      subscription_id,
    ],
    none: 'You have no webhooks.',
  };
}

type Filters = Pick<Subscription, 'kinds' | 'only_from' | 'not_from' | 'only_from_id' | 'not_from_id' | 'exclude_thinking'>;

function filtersOf({ kinds, exclude_thinking, ...authors }: Filters): string {
  const filters = [...(kinds ?? [])];
  const [only, not] = [authors.only_from ?? authors.only_from_id, authors.not_from ?? authors.not_from_id];
  if (only) filters.push(`from ${only}`);
  if (not) filters.push(`not from ${not}`);
  if (exclude_thinking) filters.push('no thoughts');
  return filters.join(', ');
}

function statusOf({ status, failure_count, last_error }: Pick<Subscription, 'status' | 'failure_count' | 'last_error'>): string {
  return failure_count === 0 || !last_error ? status : `${status}, ${failure_count} failed: ${last_error}`;
}
