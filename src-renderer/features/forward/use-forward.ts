import { forwardedAsQuote } from '../../../src-shared/forwarded.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { useActions, useApp, useCommand, useParticipant } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { fullTime } from '../timeline/time-words.ts';
import { directWith } from '../people/use-open-direct.ts';
import type { Target } from './targets.ts';

/** Posts the message again. The server copies it, except where a room is sealed: there only this device has the text. */
export function useForward(message: Readable<Message>): (target: Target, comment: string) => Promise<void> {
  const command = useCommand();
  const { send } = useActions();
  const { store, keys } = useApp();
  const author = useParticipant(message.author_id)?.name ?? strings.ui.formerMember;
  const roomOf = async (target: Target): Promise<string> => {
    if (target.kind === 'room') return target.id;
    const known = directWith(store.getState().snapshot?.rooms ?? {}, target.id);
    return known?.room.id ?? (await command('open_direct', { participant_id: target.id })).id;
  };
  return async (target, comment) => {
    const room_id = await roomOf(target);
    const { room_id: from_room_id, id: message_id, content, created_at } = message;
    if (!keys.isSealed(from_room_id) && !keys.isSealed(room_id)) {
      await command('forward_message', { room_id, from_room_id, message_id, comment });
      return;
    }
    const quote = forwardedAsQuote(comment, content, strings.forward.from(author, fullTime(created_at)));
    send({ room_id, content: quote, files: [], reply_to: null, thread_id: null, also_in_room: false, mentions: [] });
  };
}
