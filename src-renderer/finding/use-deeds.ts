// What can be done from the palette, by name.
import { Bot, CheckCheck, PanelRight, Plus, Search, UserPlus } from 'lucide-react';
import { useMemo } from 'react';
import { useNotifyDeeds } from '../notify/use-notify-deeds.ts';
import { pagesFor } from '../settings/pages.ts';
import { mayCreateRooms, mayManage } from '../state/permissions.ts';
import { useApp, useCommand, useInvites, useMe } from '../state/store.ts';
import { useToast } from '../ui/toast.tsx';
import { explain } from '../ui/words.ts';
import { words } from '../words/words.ts';
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
    if (mayCreateRooms(me)) deeds.push({ name: words.finding.makeRoom, icon: Plus, run: open({ kind: 'create-room' }) });
    if (mayManage(me)) deeds.push({ name: words.finding.connectAgent, icon: Bot, run: open({ kind: 'connect-agent' }) });
    if (canInvite) deeds.push({ name: words.finding.inviteFriend, icon: UserPlus, run: open({ kind: 'invites' }) });
    deeds.push(
      { name: words.finding.search, icon: Search, run: open({ kind: 'search' }) },
      { name: words.finding.markAllRead, icon: CheckCheck, run: markAllRead },
      {
        name: words.finding.togglePanel,
        icon: PanelRight,
        run: () => layout.setState(({ isPanelOpen }) => ({ isPanelOpen: !isPanelOpen })),
      },
    );
    deeds.push(...ofNotify);
    for (const { id, label, icon } of pagesFor(me))
      deeds.push({ name: words.finding.settingsPage(label), icon, run: open({ kind: 'settings', page: id }) });
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
      name: words.finding.allMessagesWith(query),
      icon: Search,
      run: () => dialogs.setState({ dialog: { kind: 'search', query } }),
    };
    const make: Deed = {
      name: words.finding.makeRoomCalled(query),
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
        () => toast({ text: unread.length === 0 ? words.finding.wasRead : words.finding.isRead }),
        (error: unknown) => toast({ text: explain(error) }),
      );
    },
    [store, command, toast],
  );
}
