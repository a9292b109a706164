import { useEffect, useState } from 'react';
import { HISTORY_PAGE_MAX } from '../../../src-shared/limits.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { useCommand, useHomeState, type RunCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

/** A thread may go on for long; beyond this many messages of the room its later answers are found by scrolling to them. */
const MESSAGES_MAX = 5_000;

interface Loaded {
  messages: Message[] | null;
  isWhole: boolean;
  error: string | null;
}

/**
 * The messages of a room from a seq on, or its newest ones, the oldest first. Read when it opens, and again when something is said in the
 * room.
 */
export function useReadMessages(roomId: string, fromSeq: number | null): Loaded {
  const command = useCommand();
  const newest = useHomeState(({ snapshot }) => snapshot?.rooms[roomId]?.room.last_seq ?? 0);
  const [loaded, setLoaded] = useState<Loaded>({ messages: null, isWhole: true, error: null });
  useEffect(() => {
    let isCurrent = true;
    const reading = fromSeq === null ? readBack(command, roomId) : readFrom(command, roomId, fromSeq);
    reading.then(
      (messages) => isCurrent && setLoaded({ messages, isWhole: messages.length < MESSAGES_MAX, error: null }),
      (error: unknown) => isCurrent && setLoaded((before) => ({ ...before, error: explain(error) })),
    );
    return () => {
      isCurrent = false;
    };
  }, [command, roomId, fromSeq, newest]);
  return loaded;
}

async function readFrom(command: RunCommand, room_id: string, seq: number): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const since_seq = messages.at(-1)?.seq ?? seq - 1;
    const page = await command('get_history', { room_id, since_seq, limit: HISTORY_PAGE_MAX });
    messages.push(...page.messages);
    if (!page.has_more || page.messages.length === 0 || messages.length >= MESSAGES_MAX) return messages;
  }
}

async function readBack(command: RunCommand, room_id: string): Promise<Message[]> {
  let messages: Message[] = [];
  for (;;) {
    const before_seq = messages[0]?.seq;
    const page = await command('get_history', { room_id, limit: HISTORY_PAGE_MAX, ...(before_seq !== undefined && { before_seq }) });
    messages = [...page.messages, ...messages];
    if (!page.has_more || page.messages.length === 0 || messages.length >= MESSAGES_MAX) return messages;
  }
}
