// What can be done from the palette, by name.
import { Bot, CheckCheck, PanelRight, Plus, Search, UserPlus } from 'lucide-react';
import { useMemo } from 'react';
import { useNotifyDeeds } from '../notify/use-notify-deeds.ts';
import { pagesFor } from '../settings/pages.ts';
import { mayCreateRooms, mayManage } from '../state/permissions.ts';
import { useApp, useCommand, useInvites, useMe } from '../state/store.ts';
import { useToast } from '../ui/toast.tsx';
import { explain } from '../ui/words.ts';
import type { Deed, PaletteSource } from './palette-entries.ts';

export function useDeeds(): Deed[] {
  const me = useMe();
  const canInvite = useInvites() !== null;
  const { layout, dialogs } = useApp();
  const markAllRead = useMarkAllRead();
  const ofNotify = useNotifyDeeds();
  return useMemo(() => {
    const open = (dialog: NonNullable<ReturnType<typeof dialogs.getState>['dialog']>) => () => dialogs.setState({ dialog });
    const deeds: Deed[] = [];
    if (mayCreateRooms(me)) deeds.push({ name: 'Make a room', icon: Plus, run: open({ kind: 'create-room' }) });
    if (mayManage(me)) deeds.push({ name: 'Connect an agent', icon: Bot, run: open({ kind: 'connect-agent' }) });
    if (canInvite) deeds.push({ name: 'Invite a friend', icon: UserPlus, run: open({ kind: 'invites' }) });
    deeds.push(
      { name: 'Search messages', icon: Search, run: open({ kind: 'search' }) },
      { name: 'Mark everything as read', icon: CheckCheck, run: markAllRead },
      {
        name: 'Show or hide members and details',
        icon: PanelRight,
        run: () => layout.setState(({ isPanelOpen }) => ({ isPanelOpen: !isPanelOpen })),
      },
    );
    deeds.push(...ofNotify);
    for (const { id, label, icon } of pagesFor(me))
      deeds.push({ name: `Settings: ${label}`, icon, run: open({ kind: 'settings', page: id }) });
    return deeds;
  }, [me, canInvite, layout, dialogs, markAllRead, ofNotify]);
}

/** What can be done with the very words that were typed. */
export function useDeedsWith(query: string): PaletteSource['withQuery'] {
  const me = useMe();
  const { dialogs } = useApp();
  return useMemo(() => {
    if (query === '') return { search: null, others: [] };
    const search: Deed = {
      name: `All messages with “${query}”`,
      icon: Search,
      run: () => dialogs.setState({ dialog: { kind: 'search', query } }),
    };
    const make: Deed = {
      name: `Make a room called “${query}”`,
      icon: Plus,
      run: () => dialogs.setState({ dialog: { kind: 'create-room', name: query } }),
    };
    return { search, others: mayCreateRooms(me) ? [make] : [] };
  }, [query, me, dialogs]);
}

function useMarkAllRead(): () => void {
  const { store } = useApp();
  const command = useCommand();
  const toast = useToast();
  return useMemo(
    () => () => {
      const unread = Object.values(store.getState().snapshot?.rooms ?? {}).filter(({ membership }) => (membership?.unread ?? 0) > 0);
      Promise.all(unread.map(({ room }) => command('mark_read', { room_id: room.id, seq: room.last_seq }))).then(
        () => toast({ text: unread.length === 0 ? 'Everything was read already' : 'Everything is read now' }),
        (error: unknown) => toast({ text: explain(error) }),
      );
    },
    [store, command, toast],
  );
}
