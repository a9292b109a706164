// Webhooks in: programs outside post into a room by a secret address. Webhooks out are `lanai sub`.
import { Option, type Command } from 'commander';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { WebhookTemplate, type IncomingWebhook } from '../../../src-shared/incoming-webhooks.ts';
import { Failure } from '../failure.ts';
import { dataFolder, withAgent, type AgentOptions } from '../home-options.ts';
import { holderUrl } from '../holder.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { allRooms, findRoom, pickRoom } from '../rooms.ts';
import { withClient } from '../session.ts';
import { readSecret } from '../stdin.ts';

interface SettingOptions extends AgentOptions {
  template?: WebhookTemplate;
  signingSecretFile?: string;
}

interface UpdateOptions extends SettingOptions {
  called?: string;
  room?: string;
  signing?: boolean;
  picture?: boolean;
  pause?: boolean;
  resume?: boolean;
}

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('the incoming webhooks, and their last request'))
    .option('--room <room>', 'only those of this room')
    .action(list);
  withSettings(withAgent(command.command('create').description('let a program post into a room, and print the secret address')))
    .argument('<room>')
    .argument('<called>', 'the name of its messages')
    .action(create);
  withSettings(withAgent(command.command('update').description('change a webhook')))
    .argument('<webhook>', 'a name or an id')
    .option('--called <name>', 'its new name')
    .option('--room <room>', 'the room in which it posts from now on')
    .addOption(new Option('--no-signing', 'take requests without a signature'))
    .addOption(new Option('--no-picture', 'delete its picture'))
    .option('--pause', 'take no requests')
    .option('--resume', 'take requests again')
    .action(update);
  withAgent(command.command('renew').description('make a new secret address; the one before ends'))
    .argument('<webhook>', 'a name or an id')
    .action(renew);
  withAgent(command.command('test').description('post a message as the webhook'))
    .argument('<webhook>', 'a name or an id')
    .action((which: string, options: AgentOptions) =>
      about(options, which, async (client, { id, name }) => {
        const tested = await client.request('test_incoming_webhook', { webhook_id: id }, COMMANDS.test_incoming_webhook.reply);
        return { shown: tested, words: `${oneLine(name)} has posted a test.` };
      }),
    );
  withAgent(command.command('delete').description('delete a webhook; its messages stay'))
    .argument('<webhook>', 'a name or an id')
    .action((which: string, options: AgentOptions) =>
      about(options, which, async (client, { id, name }) => {
        const gone = await client.request('delete_incoming_webhook', { webhook_id: id }, COMMANDS.delete_incoming_webhook.reply);
        return { shown: gone, words: `${oneLine(name)} is deleted.` };
      }),
    );
}

function withSettings(command: Command): Command {
  return command
    .addOption(new Option('--template <template>', 'the form of its requests').choices(WebhookTemplate.options))
    .option('--signing-secret-file <path>', 'the secret with which GitHub signs is in this file; "-" reads it from stdin');
}

async function list({ room, ...options }: AgentOptions & { room?: string }): Promise<void> {
  const { webhooks, rooms } = await withClient(options, async (client) => {
    const known = await allRooms(client);
    const room_id = room === undefined ? undefined : pickRoom(known, room).room_id;
    return { rooms: known, ...(await client.request('list_incoming_webhooks', { room_id }, COMMANDS.list_incoming_webhooks.reply)) };
  });
  createOutput(options.json).list(
    webhooks,
    tableWith((id) => rooms.find(({ room_id }) => room_id === id)?.name ?? id),
  );
}

async function create(room: string, name: string, { template, signingSecretFile, ...options }: SettingOptions): Promise<void> {
  const signing_secret = signingSecretFile === undefined ? undefined : await readSecret(signingSecretFile);
  const made = await withClient(
    options,
    async (client) => {
      const { room_id } = await findRoom(client, room);
      const request = { room_id, name, template, signing_secret };
      const created = await client.request('create_incoming_webhook', request, COMMANDS.create_incoming_webhook.reply);
      return withUrls(client, options, created);
    },
    { isRepeatable: false },
  );
  showAddress(options, made);
}

async function renew(which: string, options: AgentOptions): Promise<void> {
  const made = await withClient(
    options,
    async (client) => {
      const { id } = await webhookCalled(client, which);
      const renewed = await client.request('renew_incoming_webhook', { webhook_id: id }, COMMANDS.renew_incoming_webhook.reply);
      return withUrls(client, options, renewed);
    },
    { isRepeatable: false },
  );
  showAddress(options, made);
}

async function update(which: string, { called, room, template, signingSecretFile, ...options }: UpdateOptions): Promise<void> {
  const given = signingSecretFile === undefined ? undefined : await readSecret(signingSecretFile);
  const { signing, picture, pause, resume, ...home } = options;
  await about(home, which, async (client, { id, name }) => {
    const change = {
      ...{ name: called, template, room_id: room === undefined ? undefined : (await findRoom(client, room)).room_id },
      ...{ signing_secret: signing === false ? null : given, picture: picture === false ? null : undefined },
      paused: pause ? true : resume ? false : undefined,
    };
    const request = { webhook_id: id, ...change };
    const changed = await client.request('update_incoming_webhook', request, COMMANDS.update_incoming_webhook.reply);
    return { shown: changed, words: `${oneLine(name)} is changed.` };
  });
}

interface WithAddress {
  webhook: IncomingWebhook;
  path: string;
}

/** The addresses of the home: those from outside first. */
async function withUrls(client: AgentClient, options: AgentOptions, made: WithAddress): Promise<WithAddress & { urls: string[] }> {
  const { origins } = await client.request('get_sharing', {}, COMMANDS.get_sharing.reply);
  const own = options.url ?? holderUrl(dataFolder(options, process.env));
  const here = own !== null && /^https?:/.test(own) ? [new URL(own).origin] : [];
  return { ...made, urls: [...new Set([...origins, ...here])].map((origin) => origin + made.path) };
}

function showAddress({ json }: AgentOptions, { webhook, path, urls }: WithAddress & { urls: string[] }): void {
  const output = createOutput(json);
  output.show({ ...webhook, path, urls }, urls.length > 0 ? urls.join('\n') : path);
  if (!json) output.notice('Anyone with this address can post. It is shown only once.');
}

type Done = { shown: object; words: string };

async function about(
  options: AgentOptions,
  which: string,
  work: (client: AgentClient, webhook: IncomingWebhook) => Promise<Done>,
): Promise<void> {
  const { shown, words } = await withClient(options, async (client) => work(client, await webhookCalled(client, which)));
  createOutput(options.json).show(shown, words);
}

async function webhookCalled(client: AgentClient, wanted: string): Promise<IncomingWebhook> {
  const { webhooks } = await client.request('list_incoming_webhooks', {}, COMMANDS.list_incoming_webhooks.reply);
  const called = webhooks.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
  const [first, ...others] = called;
  if (!first) throw new Failure(`There is no webhook "${oneLine(wanted)}" here. "lanai webhooks" lists them.`);
  if (others.length > 0)
    throw new Failure(`There are ${called.length} webhooks "${oneLine(wanted)}". Give the id: ${called.map(({ id }) => id).join(', ')}.`);
  return first;
}

function tableWith(roomName: (id: string) => string): Table<IncomingWebhook> {
  return {
    head: ['NAME', 'ROOM', 'TEMPLATE', 'STATE', 'LAST REQUEST', 'ID'],
    row: (webhook) => [
      webhook.name,
      roomName(webhook.room_id),
      webhook.is_signed ? `${webhook.template}, signed` : webhook.template,
      stateOf(webhook),
      lastOf(webhook),
      webhook.id,
    ],
    none: 'There are no incoming webhooks.',
  };
}

function stateOf({ paused_at, is_stopped }: IncomingWebhook): string {
  if (is_stopped) return 'stopped';
  return paused_at === null ? 'open' : 'paused';
}

function lastOf({ last_delivery: last }: IncomingWebhook): string {
  if (last === null) return '';
  return `${timeText(last.at)} ${last.outcome}${last.detail === null ? '' : `: ${oneLine(last.detail)}`}`;
}
