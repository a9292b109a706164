// Messages that the server posts on behalf of an agent. They mention no one.
import { newId } from '../../../../src-shared/ids.ts';
import type { MessageKind } from '../../../../src-shared/objects.ts';
import type { Core } from '../../domain/core.ts';
import { actorFor } from './actor.ts';

interface Said {
  kind: MessageKind;
  content: string;
  /** The id of the message that it answers. */
  replyTo: string | null;
  /** The id of the message that began the thread. */
  threadId: string | undefined;
}

async function post(core: Core, agentId: string, roomId: string, { kind, content, replyTo, threadId }: Said): Promise<void> {
  await core.post(actorFor(core, agentId, roomId), 'postMessage', {
    id: newId(),
    room_id: roomId,
    author_id: agentId,
    ...{ kind, content, reply_to: replyTo, thread_id: threadId ?? null },
    ...{ metadata: null, mentions: [], client_id: null, key_id: null },
  });
}

interface Place {
  room_id: string;
  thread_id?: string | undefined;
}

export function sayAs(core: Core, agentId: string, { room_id, thread_id }: Place, content: string, replyTo: string | null): Promise<void> {
  return post(core, agentId, room_id, { kind: 'chat', content, replyTo, threadId: thread_id });
}

/** People of the room see it folded. */
export function noteAs(core: Core, agentId: string, { room_id, thread_id }: Place, content: string): Promise<void> {
  return post(core, agentId, room_id, { kind: 'thinking', content, replyTo: null, threadId: thread_id });
}
