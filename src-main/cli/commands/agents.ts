import type { Command } from 'commander';
import { agentInviteText, isExpired, isPending } from '../../../src-shared/agent-invite-link.ts';
import type { AgentInvite } from '../../../src-shared/agent-invites.ts';
import type { AgentInfo } from '../../../src-shared/agent-protocol/replies.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { Failure } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { several } from '../options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { allAgents } from '../participants.ts';
import { findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';
import { defineWake } from './agent-wake.ts';
import { defineHosted } from './hosted-agents.ts';
import { RIGHT_HINT, rightOf, roomIds } from './keys.ts';
import { isCalled } from './people.ts';

interface InviteOptions extends AgentOptions {
  rooms?: string[];
  right?: string[];
  approve?: boolean;
}

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('the agents of the home'))
    .option('--room <room>', 'the participants who have this room open, people too')
    .action(async ({ room, ...options }: AgentOptions & { room?: string }) => {
      const agents = await withClient(options, async (client) => {
        const room_id = room === undefined ? undefined : (await findRoom(client, room)).room_id;
        return allAgents(client, room_id);
      });
      createOutput(options.json).list(agents, AGENTS);
    });
  withAgent(command.command('invite').description('a short code that gives an agent its key, once and within 10 minutes'))
    .argument('<name>', 'the name of the agent')
    .option('--rooms <rooms>', 'only for these rooms (several with commas)', several)
    .option('--right <right>', RIGHT_HINT, several)
    .option('--approve', 'the key waits until you approve')
    .action(async (name: string, options: InviteOptions) => showInvite(await invite(name, options), options.json));
  withAgent(command.command('invites').description('the invites for agents')).action(async (options: AgentOptions) => {
    const { invites } = await withClient(options, (client) => client.request('list_agent_invites', {}, COMMANDS.list_agent_invites.reply));
    createOutput(options.json).list(invites, INVITES);
  });
  defineHosted(command);
  defineWake(command);
  defineDecision(command, 'approve', 'let an agent that used its invite have its key', 'gets its key.');
  defineDecision(command, 'refuse', 'let an agent that used its invite have no key', 'gets no key.');
  defineDecision(command, 'revoke', 'withdraw an invite for an agent; a key that was given stays', 'cannot use its invite any more.');
}

type Decision = 'approve' | 'refuse' | 'revoke';

function defineDecision(command: Command, decision: Decision, description: string, outcome: string): void {
  withAgent(command.command(decision).description(description))
    .argument('<name>', 'the name of the agent, or the id of its invite')
    .action(async (name: string, options: AgentOptions) => {
      const decided = await withClient(options, async (client) => {
        const { id: invite_id } = await pendingInvite(client, name, decision);
        const about = COMMANDS[`${decision}_agent_invite`];
        return client.request(`${decision}_agent_invite`, { invite_id }, about.reply);
      });
      createOutput(options.json).show(decided, `${oneLine(decided.name)} ${outcome}`);
    });
}

function invite(name: string, { rooms, right, approve, ...options }: InviteOptions): Promise<Reply<'create_agent_invite'>> {
  const rights = right?.map(rightOf);
  return withClient(
    options,
    async (client) => {
      const asked = { name, rights, room_ids: await roomIds(client, rooms), needs_approval: approve };
      return client.request('create_agent_invite', asked, COMMANDS.create_agent_invite.reply);
    },
    { isRepeatable: false },
  );
}

/** For scripts: the name, the first link, the code, and until when it is valid; and all that the server replied. */
function showInvite(made: Reply<'create_agent_invite'>, isJson: boolean | undefined): void {
  const { invite: about, code, links } = made;
  const { name, expires_at } = about;
  const [link = null] = links;
  const text = link === null ? code : agentInviteText({ name, link });
  const output = createOutput(isJson);
  output.show({ name, url: link, expires_at, text, ...made }, text);
  if (isJson) return;
  output.notice(`Paste this text into the agent. It is valid until ${timeText(expires_at)}, and is shown only now.`);
  if (about.needs_approval) output.notice(`Then let it in: lanai agents approve ${about.id}`);
}

async function pendingInvite(client: AgentClient, name: string, decision: Decision): Promise<AgentInvite> {
  const { invites } = await client.request('list_agent_invites', {}, COMMANDS.list_agent_invites.reply);
  const found = invites.filter(
    (each) => isCalled(name)(each) && isPending(each, Date.now()) && (decision === 'revoke' || each.state === 'waiting'),
  );
  const [only, ...others] = found;
  if (!only) throw new Failure(decision === 'revoke' ? `There is no open invite for "${name}".` : `No agent called "${name}" is waiting.`);
  if (others.length > 0) throw new Failure(`Several are called "${name}". Say which by its id: ${found.map(({ id }) => id).join(', ')}.`);
  return only;
}

export const AGENTS: Table<AgentInfo> = {
  head: ['NAME', 'STATUS', 'CAPABILITIES', 'ID'],
  row: ({ name, status, blocked, waking, status_detail, progress, capabilities, agent_id }) => {
    const doing = [blocked ? 'blocked' : waking ? 'waking' : status, typeof progress === 'number' && `${progress} %`, status_detail].filter(
      Boolean,
    );
    return [name, doing.join(', '), capabilities.join(', '), agent_id];
  },
  none: 'There are no agents.',
};

const INVITES: Table<AgentInvite> = {
  head: ['NAME', 'STATE', 'UNTIL', 'FROM', 'ID'],
  row: (each) => [each.name, stateOf(each), timeText(each.expires_at), each.address ?? '', each.id],
  none: 'There are no invites for agents.',
};

function stateOf(each: AgentInvite): string {
  return isExpired(each, Date.now()) ? 'expired' : each.state;
}
