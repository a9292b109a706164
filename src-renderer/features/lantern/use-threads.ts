import { useMemo } from 'react';
import { readLantern, threadsOf, type Thread } from '../../../src-shared/lantern/threads.ts';
import type { Message, Participant } from '../../../src-shared/objects.ts';
import { useReadAll } from '../../sync/sealed/use-sealed.ts';
import { useHomeState, useParticipants } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';

type People = Readonly<Record<string, Participant>>;

/** Each window of messages is read once, however many cards ask for its threads. */
const read = new WeakMap<readonly Message[], readonly Thread[]>();
const NONE: readonly Message[] = [];

/** The thread of this message, as far as the room's messages are loaded. */
export function useLoadedThread(roomId: string, seq: number): Thread | null {
  const messages = useReadAll(useHomeState(({ timelines }) => timelines[roomId]?.messages ?? NONE));
  const people = useParticipants();
  return useMemo(() => {
    const threads = read.get(messages) ?? threadsIn(messages, people);
    read.set(messages, threads);
    return threads.find(({ entries }) => entries.some((entry) => entry.seq === seq)) ?? null;
  }, [messages, people, seq]);
}

export function threadsIn(messages: readonly Message[], people: People): Thread[] {
  const said = messages
    .filter(({ content, deleted_at, kind }) => kind === 'chat' && deleted_at === null && content.trimStart().startsWith('{'))
    .map(({ seq, author_id, content }) => ({ seq, author_id, author_name: people[author_id]?.name ?? strings.timeline.gone, content }));
  return threadsOf(readLantern(said).entries);
}
