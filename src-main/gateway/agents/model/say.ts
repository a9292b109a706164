// Messages that the server writes in the name of an agent. They call nobody.
import { newId } from '../../../../src-shared/ids.ts';
import type { MessageKind } from '../../../../src-shared/objects.ts';
import type { Core } from '../../domain/core.ts';
import { actorFor } from './tools.ts';

interface Said {
  kind: MessageKind;
  content: string;
  /** The id of the message that it answers. */
  replyTo: string | null;
}

async function post(core: Core, agentId: string, roomId: string, { kind, content, replyTo }: Said): Promise<void> {
  await core.post(actorFor(core, agentId, roomId, null), 'postMessage', {
    id: newId(),
    room_id: roomId,
    author_id: agentId,
    ...{ kind, content, reply_to: replyTo },
    ...{ metadata: null, mentions: [], client_id: null, key_id: null },
  });
}

export function sayAs(core: Core, agentId: string, roomId: string, content: string, replyTo: string | null): Promise<void> {
  return post(core, agentId, roomId, { kind: 'chat', content, replyTo });
}

/** People of the room see it folded. */
export function noteAs(core: Core, agentId: string, roomId: string, content: string): Promise<void> {
  return post(core, agentId, roomId, { kind: 'thinking', content, replyTo: null });
}
