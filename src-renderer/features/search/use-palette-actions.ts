// The palette's actions, by name.
import { Bot, CheckCheck, PanelRight, Plus, Search, UserPlus } from 'lucide-react';
import { useMemo } from 'react';
import { useNotifyActions } from './use-notify-actions.ts';
import { pagesFor } from './settings-pages.ts';
import { mayCreateRooms, mayManage } from '../../../src-shared/permissions.ts';
import { useApp, useCommand, useInvites, useMe } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';
import type { PaletteAction, PaletteSource } from './palette-entries.ts';

export function usePaletteActions(): PaletteAction[] {
  const me = useMe();
  const canInvite = useInvites() !== null;
  const { layout, dialogs } = useApp();
  const markAllRead = useMarkAllRead();
  const ofNotify = useNotifyActions();
  return useMemo(() => {
    const open = (dialog: NonNullable<ReturnType<typeof dialogs.getState>['dialog']>) => () => dialogs.setState({ dialog });
    const actions: PaletteAction[] = [];
    if (mayCreateRooms(me)) actions.push({ name: strings.finding.makeRoom, icon: Plus, run: open({ kind: 'create-room' }) });
    if (mayManage(me)) actions.push({ name: strings.finding.connectAgent, icon: Bot, run: open({ kind: 'connect-agent' }) });
    if (canInvite) actions.push({ name: strings.finding.inviteFriend, icon: UserPlus, run: open({ kind: 'invites' }) });
    actions.push(
      { name: strings.finding.search, icon: Search, run: open({ kind: 'search' }) },
      { name: strings.finding.markAllRead, icon: CheckCheck, run: markAllRead },
      {
        name: strings.finding.togglePanel,
        icon: PanelRight,
        run: () => layout.setState(({ isPanelOpen }) => ({ isPanelOpen: !isPanelOpen })),
      },
    );
    actions.push(...ofNotify);
    for (const { id, label, icon } of pagesFor(me))
      actions.push({ name: strings.finding.settingsPage(label), icon, run: open({ kind: 'settings', page: id }) });
    return actions;
  }, [me, canInvite, layout, dialogs, markAllRead, ofNotify]);
}

/** Actions with the typed text. */
export function usePaletteActionsWith(query: string): PaletteSource['withQuery'] {
  const me = useMe();
  const { dialogs } = useApp();
  return useMemo(() => {
    if (query === '') return { search: null, others: [] };
    const search: PaletteAction = {
      name: strings.finding.allMessagesWith(query),
      icon: Search,
      run: () => dialogs.setState({ dialog: { kind: 'search', query } }),
    };
    const make: PaletteAction = {
      name: strings.finding.makeRoomCalled(query),
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
        () => toast({ text: unread.length === 0 ? strings.finding.wasRead : strings.finding.isRead }),
        (error: unknown) => toast({ text: explain(error) }),
      );
    },
    [store, command, toast],
  );
}
