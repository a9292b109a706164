import type { Command } from 'commander';
import { Option } from 'commander';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import type { Invite } from '../../../src-shared/objects.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { several, wholeNumber } from '../options.ts';
import { createOutput, timeText, type Table } from '../output.ts';
import { withClient } from '../session.ts';
import { roomIds } from './keys.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

interface CreateOptions extends AgentOptions {
  role: string;
  room?: string[];
  uses?: number;
  days?: number;
}

export function define(command: Command): void {
  withAgent(command.command('list').description('every invite')).action(async (options: AgentOptions) => {
    const { invites } = await withClient(options, (client) => client.request('list_invites', {}, COMMANDS.list_invites.reply));
    createOutput(options.json).list(invites, INVITES);
  });
  withAgent(command.command('create', { isDefault: true }).description('create an invite; its link is shown only once'))
    .argument('[who]', 'the name of the guest; left out: anyone with the link', '')
    .addOption(new Option('--role <role>', 'what they will be').choices(['guest', 'member', 'admin']).default('guest'))
    .option('--room <room>', 'only into this room (several with commas)', several)
    .option('--uses <n>', 'how many people may use it', wholeNumber)
    .option('--days <n>', 'how many days it is valid', wholeNumber)
    .action(async (who: string, options: CreateOptions) => {
      const made = await create(who, options);
      const output = createOutput(options.json);
      output.show(made, made.links.length > 0 ? made.links.join('\n') : made.code);
      if (!options.json) output.notice(`It can be used until ${timeText(made.invite.expires_at)}, and is shown only now.`);
    });
  withAgent(command.command('revoke').description('withdraw an invite'))
    .argument('<id>')
    .action(async (invite_id: string, options: AgentOptions) => {
      const ask = { invite_id };
      const invite = await withClient(options, (client) => client.request('revoke_invite', ask, COMMANDS.revoke_invite.reply));
      createOutput(options.json).show(invite, 'The invite cannot be used any more.');
    });
}

function create(who: string, { role, room, uses, days, ...options }: CreateOptions) {
  const ask = { name: who, role, max_uses: uses, lifetime_ms: days === undefined ? undefined : days * DAY_MS };
  return withClient(
    options,
    async (client) => client.request('create_invite', { ...ask, room_ids: await roomIds(client, room) }, COMMANDS.create_invite.reply),
    { isRepeatable: false },
  );
}

const INVITES: Table<Invite> = {
  head: ['FOR', 'ROLE', 'USED', 'UNTIL', 'STATE', 'ID'],
  row: ({ id, name, role, uses, max_uses, expires_at, revoked_at }) => [
    name || 'anybody',
    role,
    `${uses}/${max_uses}`,
    timeText(expires_at),
    revoked_at === null ? '' : 'withdrawn',
    id,
  ],
  none: 'There are no invites.',
};
