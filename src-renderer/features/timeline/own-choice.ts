import type { Message } from '../../../src-shared/objects.ts';
import type { HomeState } from '../../sync/home-state.ts';
import { windowKey } from '../../sync/timeline.ts';

type Asked = Pick<Message, 'id' | 'room_id'> & { thread_id: string | null };

/** The user's newest choice, as far as it is loaded or on its way; null when there is none. */
export function ownChoice({ outbox, timelines }: Pick<HomeState, 'outbox' | 'timelines'>, asked: Asked, meId: string): string | null {
  const onItsWay = outbox.findLast(
    ({ author_id, reply_to, choice, status }) =>
      author_id === meId && reply_to === asked.id && choice !== undefined && status.state !== 'failed',
  );
  if (onItsWay?.choice !== undefined) return onItsWay.choice;
  const windows = [windowKey({ room_id: asked.room_id, thread_id: null }), ...(asked.thread_id === null ? [] : [asked.thread_id])];
  const newest = windows
    .flatMap((key) => timelines[key]?.messages.findLast((message) => isChoiceOf(message, asked.id, meId)) ?? [])
    .sort((a, b) => b.seq - a.seq)[0];
  return newest?.choice ?? null;
}

function isChoiceOf({ author_id, reply_to, choice, deleted_at }: Message, messageId: string, meId: string): boolean {
  return choice !== undefined && reply_to === messageId && author_id === meId && deleted_at === null;
}
