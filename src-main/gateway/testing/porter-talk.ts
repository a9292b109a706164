// A conversation with Porter, as the person who asks sees it.
import { expect } from 'vitest';
import { LOBBY_ID, PORTER_ID } from '../../../src-shared/ids.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Watcher } from './watcher.ts';

export const posted = (who: Watcher): Message[] =>
  who.events().flatMap((event) => (event.type === 'message.posted' ? [event.message] : []));

export const directRoom = async (who: Watcher): Promise<string> => (await who.do('open_direct', { participant_id: PORTER_ID })).id;

/** Porter's answer to this in the lobby. */
export async function answerIn(who: Watcher, text: string): Promise<Message> {
  const asked = await who.do('send_message', { room_id: LOBBY_ID, content: `@Porter ${text}` });
  return answerTo(who, asked.id);
}

/** Porter's answer to this in the direct room with it. */
export async function directAnswer(who: Watcher, text: string, reply_to?: string): Promise<Message> {
  const asked = await who.do('send_message', { room_id: await directRoom(who), content: text, reply_to });
  return answerTo(who, asked.id);
}

export async function answerTo(who: Watcher, messageId: string): Promise<Message> {
  const answer = (): Message | undefined => posted(who).find((each) => each.reply_to === messageId && each.author_id === PORTER_ID);
  await expect.poll(answer).toBeDefined();
  return answer() ?? expect.fail('no answer');
}
