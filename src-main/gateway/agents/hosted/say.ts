// Messages that the server posts on behalf of an agent. They mention no one.
import type { Act } from '../../../../src-shared/acts.ts';
import { newId } from '../../../../src-shared/ids.ts';
import type { Message, MessageKind } from '../../../../src-shared/objects.ts';
import type { Offer } from '../../../../src-shared/offers.ts';
import type { Core } from '../../domain/core.ts';
import { actLine, cutAct } from '../../domain/messages/acts.ts';
import { actorFor } from './actor.ts';

interface Said {
  kind: MessageKind;
  content: string;
  /** The id of the message that it answers. */
  replyTo: string | null;
  /** The id of the message that began the thread. */
  threadId: string | undefined;
  act?: Act | undefined;
  choices?: string[] | undefined;
  fileIds?: readonly string[];
  /** Buttons of the server under the message. */
  offers?: readonly Offer[] | undefined;
}

async function post(
  core: Core,
  agentId: string,
  roomId: string,
  { kind, content, replyTo, threadId, act, choices, fileIds = [], offers }: Said,
): Promise<void> {
  await core.post(actorFor(core, agentId, roomId), 'postMessage', {
    id: newId(),
    room_id: roomId,
    author_id: agentId,
    ...{ kind, content, reply_to: replyTo, thread_id: threadId ?? null },
    ...(choices && { choices }),
    file_ids: fileIds,
    ...(act && { act: cutAct(act), content: actLine(content) }),
    ...{ metadata: offers ? { actions: offers } : null, mentions: [], client_id: null, key_id: null },
    // Its turn began while agents could write.
    in_run: 'begun',
  });
}

interface Place {
  room_id: string;
  thread_id?: string | undefined;
}

/** With a button of the server under it, which is for the owner of the agent. */
export function offerSignInAs(core: Core, agentId: string, { room_id, thread_id, id }: Message, content: string): Promise<void> {
  const offers: Offer[] = [{ action: 'sign_in_program', label: 'Sign in' }];
  return post(core, agentId, room_id, { kind: 'chat', content, replyTo: id, threadId: thread_id, offers });
}

/** `choices`: answers that it offers. `fileIds`: of stored files that were not sent yet. */
export function sayAs(
  core: Core,
  agentId: string,
  { room_id, thread_id }: Place,
  content: string,
  replyTo: string | null,
  choices?: string[],
  fileIds: readonly string[] = [],
): Promise<void> {
  return post(core, agentId, room_id, { kind: 'chat', content, replyTo, threadId: thread_id, choices, fileIds });
}

/** People of the room see it folded. `act`: what the agent did, of which long texts are cut. */
export function noteAs(core: Core, agentId: string, { room_id, thread_id }: Place, content: string, act?: Act): Promise<void> {
  return post(core, agentId, room_id, { kind: 'thinking', content, replyTo: null, threadId: thread_id, act });
}
