import * as z from 'zod/mini';
import type { Command } from 'commander';
import { ApprovalInfo } from '../../../src-shared/agent-protocol/replies.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { allRooms } from '../rooms.ts';
import { withClient } from '../session.ts';

const Waiting = z.object({ approvals: z.array(ApprovalInfo) });

export function define(command: Command): void {
  withAgent(command).addHelpText('after', HELP).action(list);
}

async function list(options: AgentOptions): Promise<void> {
  const { approvals, rooms } = await withClient(options, async (client) => ({
    rooms: new Map((await allRooms(client)).map(({ room_id, name }) => [room_id, name])),
    ...(await client.request('list_approvals', {}, Waiting)),
  }));
  createOutput(options.json).list(approvals, tableOf(rooms));
}

function tableOf(rooms: ReadonlyMap<string, string>): Table<ApprovalInfo> {
  return {
    head: ['UNTIL', 'AGENT', 'ROOM', 'TITLE', 'WAITS FOR', 'ID'],
    row: ({ deadline_at, agent_name, room_id, title, waits_for, approval_id }) => [
      timeText(deadline_at),
      oneLine(agent_name),
      oneLine(rooms.get(room_id) ?? '-'),
      oneLine(title),
      oneLine(waits_for.join(', ')),
      approval_id,
    ],
    none: 'Nothing waits for approval.',
  };
}

const HELP = `
Lists the requests that wait for the owner of the key, and those of the agent itself. They are answered in the app: a command has
a key, which an agent on this computer could use too, and so it cannot answer for a person.`;
