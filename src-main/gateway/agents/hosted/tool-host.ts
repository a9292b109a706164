// The rooms and commands that a tool of an agent in the server reaches: with the rights of its turn at that moment.
import { NO_ORIGIN } from '../../domain/audit/draft.ts';
import type { ToolHost } from '../../realtime/tool-host.ts';
import type { Turn } from './turn.ts';

export function toolHostFor(turn: Pick<Turn, 'core' | 'commands' | 'seat' | 'actor' | 'marks' | 'readFile'>): ToolHost {
  const { core, commands, seat } = turn;
  return {
    me: turn.actor().participant_id,
    async ask(name, payload) {
      const execute = () => core.execute(commands, { actor: turn.actor(), seat, origin: NO_ORIGIN }, name, payload);
      const reply = await core.inTurn(turn.actor(), name, execute);
      turn.marks.readReply(reply, (roomId) => core.directory.room(roomId)?.members ?? []);
      return reply;
    },
    readFile: (fileId, options) => turn.readFile(fileId, options),
  };
}
