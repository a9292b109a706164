import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { messageById } from '../history.ts';
import { createOutput, oneLine } from '../output.ts';
import { ChatMessage } from '../messages.ts';
import { asMember, findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';

export function define(command: Command): void {
  withAgent(command)
    .argument('<room>', 'name or id of the room')
    .argument('<message>', 'id or number of the message that offers choices')
    .argument('<choice>', 'the choice, by its number or its text')
    .action(choose);
}

async function choose(roomName: string, wanted: string, named: string, options: AgentOptions): Promise<void> {
  // One id for all tries: a choice whose answer was lost on the way is not sent twice.
  const client_id = randomUUID();
  const sent = await withClient(options, async (client) => {
    const { room_id } = await findRoom(client, roomName);
    const { message_id: reply_to, choices = [] } = await messageById(client, room_id, wanted);
    const choice = choiceOf(choices, named);
    return asMember(client, room_id, () =>
      client.request('send_message', { room_id, content: choice, reply_to, choice, client_id }, ChatMessage),
    );
  });
  createOutput(options.json).show(sent, `Chose “${oneLine(sent.content)}”, sent as ${sent.seq}.`);
}

/** A text goes before a number: a choice may be a number. */
export function choiceOf(choices: readonly string[], named: string): string {
  if (choices.length === 0) throw new Failure('That message offers no choices.');
  const choice = choices.find((each) => each === named) ?? (/^[1-9]$/.test(named) ? choices[Number(named) - 1] : undefined);
  if (choice === undefined) throw new Failure(`There is no choice ${oneLine(named)}: choose 1 to ${choices.length}.`);
  return choice;
}
