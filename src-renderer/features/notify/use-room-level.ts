// A room's own rule for calling: what it is, in words, and what it can be changed to.
import { AtSign, Bell, BellOff, BellRing, Clock, Sunrise, type LucideIcon } from 'lucide-react';
import { useCallback } from 'react';
import type { NotifyLevel, NotifyWhat } from '../../../src-shared/notify/levels.ts';
import { HOUR_MS, tomorrowMorning } from '../../../src-shared/notify/quiet.ts';
import type { Membership } from '../../../src-shared/objects.ts';
import { useCommand, useSnapshot } from '../../sync/store.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';
import { untilWords } from './until-words.ts';
import { useIsMuted } from './use-muted.ts';

const ICONS: Record<NotifyLevel, LucideIcon> = { default: Bell, all: BellRing, mentions: AtSign, none: BellOff };
const LEVELS: readonly NotifyLevel[] = ['default', 'all', 'mentions', 'none'];

export interface RoomLevel {
  icon: LucideIcon;
  /** "Muted until 15:30". */
  state: string;
  items: readonly MenuItem[];
}

export function useRoomLevel(roomId: string, membership: Membership): RoomLevel {
  const what = useSnapshot(({ preferences }) => preferences.what);
  const isMuted = useIsMuted(membership);
  const setLevel = useSetLevel();
  const { notify_level, muted_until } = membership;
  const isForATime = isMuted && notify_level !== 'none';
  const levels = LEVELS.map((level): MenuItem => ({
    label: levelWords(level),
    icon: ICONS[level],
    ...(level === 'default' && { detail: whatWords(what) }),
    isChecked: !isForATime && level === notify_level,
    onSelect: () => setLevel(roomId, level),
  }));
  const { room } = strings.notify;
  const mutes: MenuItem[] = [
    { label: room.muteHour, icon: Clock, onSelect: () => setLevel(roomId, 'none', Date.now() + HOUR_MS) },
    { label: room.muteTomorrow, icon: Sunrise, onSelect: () => setLevel(roomId, 'none', tomorrowMorning(Date.now())) },
  ];
  const unmute: MenuItem = { label: room.unmute, icon: Bell, onSelect: () => setLevel(roomId, notify_level) };
  return {
    icon: isMuted ? BellOff : ICONS[notify_level],
    state: isForATime && muted_until !== null ? room.mutedUntil(untilWords(muted_until, Date.now())) : levelWords(notify_level),
    items: isForATime ? [unmute, ...levels] : [...levels, ...(notify_level === 'none' ? [] : mutes)],
  };
}

type SetLevel = (roomId: string, level: NotifyLevel, until?: number) => void;

export function useSetLevel(): SetLevel {
  const command = useCommand();
  const toast = useToast();
  return useCallback(
    (room_id, level, until) => {
      command('set_notify_level', { room_id, level, until: until ?? null }).catch((error: unknown) => toast({ text: explain(error) }));
    },
    [command, toast],
  );
}

export function levelWords(level: NotifyLevel): string {
  return strings.notify.room[level];
}

function whatWords(what: NotifyWhat): string {
  const { whatEverything, whatForMe, whatNothing } = strings.notify.room;
  return { everything: whatEverything, for_me: whatForMe, nothing: whatNothing }[what];
}
