// The palette's commands: what the app can do, by name.
import {
  AlarmClock,
  Bookmark,
  Bot,
  CheckCheck,
  Clock,
  Compass,
  HardDriveDownload,
  LogOut,
  Monitor,
  Moon,
  PanelLeft,
  PanelRight,
  Plus,
  Rows2,
  Rows4,
  Search,
  Sun,
  UserPlus,
} from 'lucide-react';
import { useMemo } from 'react';
import { useNotifyActions } from './use-notify-actions.ts';
import { useRoomActions } from './use-room-actions.ts';
import { useSidebarActions } from './use-sidebar-actions.ts';
import { useReadRoom } from '../notify/use-mark-read.ts';
import { pagesFor } from './settings-pages.ts';
import { isOwner, mayCreateRooms, mayManage } from '../../../src-shared/permissions.ts';
import { unreadIn } from '../../../src-shared/notify/unread.ts';
import type { Person } from '../../../src-shared/objects.ts';
import { useApp, useCommand, useInvites, useMe, type App } from '../../sync/store.ts';
import type { OpenDialog } from '../../sync/device/dialogs.ts';
import { chooseDensity, readDensity } from '../../ui/density.ts';
import { chooseTheme, readTheme, THEME_CHOICES } from '../../ui/theme.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import type { PaletteAction, PaletteSource } from './palette-entries.ts';

export function usePaletteActions(): PaletteAction[] {
  const me = useMe();
  const canInvite = useInvites() !== null;
  const { layout, dialogs } = useApp();
  const markAllRead = useMarkAllRead();
  const ofRoom = useRoomActions();
  const ofSidebar = useSidebarActions();
  const ofNotify = useNotifyActions();
  const ofHome = useHomeActions();
  return useMemo(
    () => [
      ...firstActions(me, canInvite, dialogs),
      { name: strings.palette.markAllRead, icon: CheckCheck, run: markAllRead },
      ...ofRoom,
      ...ofSidebar,
      ...ofNotify,
      ...layoutActions(layout),
      ...lookActions(),
      ...ofHome,
      ...settingsActions(me, dialogs),
    ],
    [me, canInvite, layout, dialogs, markAllRead, ofRoom, ofSidebar, ofNotify, ofHome],
  );
}

function firstActions(me: Person, canInvite: boolean, dialogs: App['dialogs']): PaletteAction[] {
  const open = (dialog: OpenDialog) => (): void => dialogs.setState({ dialog });
  const actions: PaletteAction[] = [];
  if (mayCreateRooms(me)) actions.push({ name: strings.palette.makeRoom, icon: Plus, run: open({ kind: 'create-room' }) });
  actions.push({
    name: strings.palette.browseRooms,
    alsoCalled: strings.palette.alsoCalled.browseRooms,
    icon: Compass,
    run: open({ kind: 'browse-rooms' }),
  });
  actions.push({ name: strings.palette.saved, alsoCalled: strings.palette.alsoCalled.saved, icon: Bookmark, run: open({ kind: 'saved' }) });
  actions.push({
    name: strings.palette.remind,
    alsoCalled: strings.palette.alsoCalled.remind,
    icon: AlarmClock,
    run: open({ kind: 'remind' }),
  });
  actions.push({
    name: strings.palette.scheduled,
    alsoCalled: strings.palette.alsoCalled.scheduled,
    icon: Clock,
    run: open({ kind: 'scheduled' }),
  });
  if (mayManage(me)) actions.push({ name: strings.finding.connectAgent, icon: Bot, run: open({ kind: 'connect-agent' }) });
  if (canInvite) actions.push({ name: strings.finding.inviteFriend, icon: UserPlus, run: open({ kind: 'invites' }) });
  actions.push({ name: strings.finding.search, icon: Search, run: open({ kind: 'search' }) });
  return actions;
}

function layoutActions(layout: App['layout']): PaletteAction[] {
  return [
    {
      name: strings.palette.togglePanel,
      icon: PanelRight,
      run: () => layout.setState(({ isPanelOpen }) => ({ isPanelOpen: !isPanelOpen })),
    },
    {
      name: strings.palette.toggleSidebar,
      icon: PanelLeft,
      run: () => layout.setState(({ isSidebarHidden }) => ({ isSidebarHidden: !isSidebarHidden })),
    },
  ];
}

/** The themes and the density that are not chosen now. */
function lookActions(): PaletteAction[] {
  const theme = readTheme(localStorage);
  const look = readDensity(localStorage);
  const root = document.documentElement;
  const icons = { system: Monitor, light: Sun, dark: Moon };
  const themes = THEME_CHOICES.filter((choice) => choice !== theme).map((choice) => ({
    name: strings.palette.theme[choice],
    alsoCalled: strings.palette.alsoCalled.theme,
    icon: icons[choice],
    run: () => chooseTheme(choice, localStorage, root),
  }));
  const density = look.density === 'compact' ? 'comfortable' : 'compact';
  const change = {
    name: strings.palette.density[density],
    icon: density === 'compact' ? Rows4 : Rows2,
    run: () => chooseDensity({ ...look, density }, localStorage, root),
  };
  return [...themes, change];
}

function useHomeActions(): PaletteAction[] {
  const me = useMe();
  const command = useCommand();
  const toast = useToast();
  const { dialogs } = useApp();
  return useMemo(() => {
    const backUp = (): void => {
      command('back_up', {}).then(
        () => toast({ text: strings.palette.backUpBegins }),
        (error: unknown) => toast({ text: explain(error) }),
      );
    };
    const also = strings.palette.alsoCalled;
    const actions: PaletteAction[] = [];
    if (mayManage(me)) actions.push({ name: strings.palette.backUp, alsoCalled: also.backUp, icon: HardDriveDownload, run: backUp });
    if (!isOwner(me))
      actions.push({
        name: strings.palette.signOut,
        alsoCalled: also.signOut,
        icon: LogOut,
        run: () => dialogs.setState({ dialog: { kind: 'sign-out' } }),
      });
    return actions;
  }, [me, command, toast, dialogs]);
}

function settingsActions(me: Person, dialogs: App['dialogs']): PaletteAction[] {
  return pagesFor(me).map(({ id, label, icon }) => ({
    name: strings.palette.settingsPage(label),
    icon,
    run: () => dialogs.setState({ dialog: { kind: 'settings', page: id } }),
    ...(id === 'shortcuts' && { alsoCalled: strings.palette.alsoCalled.help, shortcut: 'shortcuts' as const }),
    ...(id === 'you' && { shortcut: 'settings' as const }),
  }));
}

/** Actions with the typed text. */
export function usePaletteActionsWith(query: string): PaletteSource['withQuery'] {
  const me = useMe();
  const { dialogs } = useApp();
  return useMemo(() => {
    if (query === '') return { search: null, others: [] };
    const search: PaletteAction = {
      name: strings.palette.allMessagesWith(query),
      icon: Search,
      run: () => dialogs.setState({ dialog: { kind: 'search', query } }),
    };
    const make: PaletteAction = {
      name: strings.palette.makeRoomCalled(query),
      icon: Plus,
      run: () => dialogs.setState({ dialog: { kind: 'create-room', name: query } }),
    };
    return { search, others: mayCreateRooms(me) ? [make] : [] };
  }, [query, me, dialogs]);
}

function useMarkAllRead(): () => void {
  const { store } = useApp();
  const readRoom = useReadRoom();
  const toast = useToast();
  return useMemo(
    () => () => {
      const rooms = Object.values(store.getState().snapshot?.rooms ?? {});
      const unread = rooms.filter(({ membership }) => membership !== null && unreadIn(membership) > 0);
      Promise.all(unread.map(readRoom)).then(
        () => toast({ text: unread.length === 0 ? strings.palette.wasRead : strings.palette.isRead }),
        (error: unknown) => toast({ text: explain(error) }),
      );
    },
    [store, readRoom, toast],
  );
}
