import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { isMuted } from '../../../src-shared/notify/rule.ts';
import { unreadIn } from '../../../src-shared/notify/unread.ts';
import type { RoomView } from '../../../src-shared/objects.ts';
import type { RoomOrder } from '../../../src-shared/sidebar.ts';
import { onlineAmong } from '../../features/people/people.ts';
import { callsIn, sidebarLists, type SidebarList } from '../../features/rooms/sidebar-lists.ts';
import { useApp, useMe, useParticipants, useSnapshot } from '../../sync/store.ts';

/** Made again only when something in them moves: a message in a room that has unread ones already moves nothing. */
export function useSidebarLists(): readonly SidebarList[] {
  const { store } = useApp();
  const meId = useMe().id;
  const participants = useParticipants();
  const sidebar = useSnapshot((snapshot) => snapshot.sidebar);
  const facts = useSnapshot(useShallow(({ rooms }) => Object.values(rooms).map((view) => factsOf(view, sidebar.order))));
  const known = useMemo(() => Object.values(participants), [participants]);
  // As one text, so that nothing is drawn again for what agents say of their work.
  const online = useSnapshot(({ presence }) => onlineAmong(known, presence).join(' '));
  return useMemo(() => {
    // The rooms as they are now: the facts only say when to look.
    const rooms = facts.length === 0 ? [] : Object.values(store.getState().snapshot?.rooms ?? {});
    return sidebarLists({ rooms, participants, meId, online: new Set(online.split(' ')), sidebar, now: Date.now() });
  }, [store, facts, participants, meId, online, sidebar]);
}

/** All that the place of a room in the sidebar depends on. */
function factsOf({ room, membership }: RoomView, order: RoomOrder): string {
  if (!membership) return '';
  const { id, name, parent_id, archived_at } = room;
  const isUnread = unreadIn(membership) > 0 && !isMuted(membership, Date.now());
  const at = order === 'recent' ? room.last_message_at : '';
  return `${id} ${parent_id} ${archived_at} ${membership.section_id} ${at} ${isUnread ? callsIn(room, membership) : 'read'} ${name}`;
}
