// The rooms and commands that a tool of an agent in the server reaches: with the rights of its turn at that moment.
import { NO_ORIGIN } from '../../domain/audit/draft.ts';
import type { ToolHost } from '../../realtime/tool-host.ts';
import type { FileRead } from './turn-files.ts';
import type { Turn } from './turn.ts';

type HostTurn = Pick<Turn, 'core' | 'commands' | 'seat' | 'actor' | 'marks' | 'readFile'>;

/** `onRead`: a tool is given a file. */
export function toolHostFor(turn: HostTurn, onRead: (read: FileRead) => void = () => undefined): ToolHost {
  const { core, commands, seat } = turn;
  return {
    me: turn.actor().participant_id,
    async ask(name, payload) {
      const execute = () => core.execute(commands, { actor: turn.actor(), seat, origin: NO_ORIGIN }, name, payload);
      const reply = await core.inTurn(turn.actor(), name, execute);
      turn.marks.readReply(reply, (roomId) => core.directory.room(roomId)?.members ?? []);
      return reply;
    },
    async readFile(fileId, options) {
      const content = await turn.readFile(fileId, options);
      onRead({ content, from: options?.from ?? 0 });
      return content;
    },
  };
}
