// A room's messages, page by page, from the home's one reliable source: its numbered rows.
import type { AgentClient } from '../../src-shared/client/agent-client.ts';
import { Failure } from './failure.ts';
import { HistoryResult, type ChatMessage } from './messages.ts';
import { RoomTip, type ListedRoom } from '../../src-shared/agent-protocol/replies.ts';

/** The home also keeps a page under a frame's size, whatever is asked for. */
const PAGE = 500;

export async function roomTip(client: AgentClient, roomId: string): Promise<number> {
  return (await tipOf(client, roomId)).seq;
}

/** The same, with the home's history that the number belongs to. */
export function tipOf(client: AgentClient, roomId: string): Promise<RoomTip> {
  return client.request('room_tip', { room_id: roomId }, RoomTip);
}

/** The message that a new sealed message follows; null in a room that is not sealed or has no messages. */
export async function newestId(client: AgentClient, { room_id, encrypted }: ListedRoom): Promise<string | null> {
  if (!encrypted) return null;
  const { messages } = await client.request('get_history', { room_id, limit: 1 }, HistoryResult);
  return messages.at(-1)?.message_id ?? null;
}

/** The messages after `since`, oldest first, up to `until`. Without `until`: up to the end of the room. `thread_id`: of this thread only. */
export async function* pagesSince(
  client: AgentClient,
  roomId: string,
  since: number,
  until = Infinity,
  thread_id?: string,
): AsyncGenerator<ChatMessage[]> {
  for (let at = since; at < until;) {
    const limit = Math.min(PAGE, until - at);
    const { messages } = await client.request('get_history', { room_id: roomId, thread_id, since_seq: at, limit }, HistoryResult);
    const page = messages.filter((message) => message.seq > at && message.seq <= until);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    at = last.seq;
  }
}

/** The id of a message that is named by its id or by its seq. */
export async function messageId(client: AgentClient, roomId: string, wanted: string): Promise<string> {
  return isSeq(wanted) ? (await messageNumbered(client, roomId, Number(wanted))).message_id : wanted;
}

/** The message that is named by its id or by its seq. */
export async function messageById(client: AgentClient, roomId: string, wanted: string): Promise<ChatMessage> {
  if (isSeq(wanted)) return messageNumbered(client, roomId, Number(wanted));
  // It is the newest one before the first one after it.
  const after = await client.request('get_history', { room_id: roomId, since: wanted, limit: 1 }, HistoryResult);
  const asked = { room_id: roomId, before_seq: after.messages[0]?.seq, limit: 1 };
  const message = (await client.request('get_history', asked, HistoryResult)).messages.at(-1);
  if (message?.message_id !== wanted) throw new Failure('There is no such message in that room.');
  return message;
}

function isSeq(wanted: string): boolean {
  return /^\d+$/.test(wanted);
}

async function messageNumbered(client: AgentClient, roomId: string, seq: number): Promise<ChatMessage> {
  for await (const page of pagesSince(client, roomId, seq - 1, seq)) if (page[0]) return page[0];
  throw new Failure(`There is no message ${seq} in that room.`);
}
