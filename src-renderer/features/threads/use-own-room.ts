import { deepLink } from '../../../src-shared/deep-link.ts';
import { findLoaded } from '../../sync/timeline.ts';
import { useApp, useActions } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

const NAME_CHARS = 40;

/** Makes a room for the members of a thread, below the thread's room. Each of the two says where the other is. */
export function useOwnRoom({ room_id, thread_id }: { room_id: string; thread_id: string }): () => void {
  const { store, client, keys } = useApp();
  const { goTo } = useActions();
  const toast = useToast();

  async function make(): Promise<void> {
    const { timelines, snapshot } = store.getState();
    const parent = snapshot?.rooms[room_id]?.room;
    const first = findLoaded(timelines, room_id, ({ id }) => id === thread_id);
    if (!parent || !first) return;
    const authors = new Set((timelines[thread_id]?.messages ?? [first]).map(({ author_id }) => author_id));
    const member_ids = [...authors].filter((id) => parent.member_ids.includes(id));
    const name = nameOf(keys.read(first).content) || strings.threads.title;
    const isPublic = parent.visibility === 'public';
    const { ephemeral, encrypted } = parent;
    const how = { parent_id: parent.id, public: isPublic, add_everyone: false, ephemeral, encrypted, member_ids };
    const room = await client.request('create_room', { name, ...how });
    goTo({ room_id: room.id, seq: null });
    if (parent.encrypted) return;
    const { goesOnHere, goesOnThere } = strings.threadPanel;
    await client.request('send_message', { room_id: room.id, content: goesOnHere(deepLink({ room_id, seq: first.seq })) });
    await client.request('send_message', { room_id, thread_id, content: goesOnThere(deepLink({ room_id: room.id, seq: null })) });
  }
  return () => void make().catch((error: unknown) => toast({ text: explain(error) }));
}

/** The first words of a message, without the marks of Markdown. */
function nameOf(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  const words = line.replace(/[*_`#>~[\]]/g, '').trim();
  if (words.length <= NAME_CHARS) return words;
  return words
    .slice(0, NAME_CHARS + 1)
    .replace(/\s+\S*$/, '')
    .slice(0, NAME_CHARS);
}
