import { Bell, BellOff, BellRing, GitBranchPlus, type LucideIcon } from 'lucide-react';
import { mayCreateRooms } from '../../../src-shared/permissions.ts';
import type { ThreadFollow } from '../../../src-shared/threads.ts';
import { useCommand, useMe, useSnapshot } from '../../sync/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { explain } from '../../ui/phrases.ts';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/all-strings.ts';
import { useOwnRoom } from './use-own-room.ts';

interface AtThread {
  room_id: string;
  thread_id: string;
}

type Level = 'follow' | 'mute' | 'unfollow';
const LEVELS: readonly Level[] = ['follow', 'mute', 'unfollow'];
const ICONS: Record<Level, LucideIcon> = { follow: BellRing, mute: BellOff, unfollow: Bell };

/** Whether the thread is followed, muted or neither, and the menu that changes it. */
export function ThreadBell({ at }: { at: AtThread }) {
  const { room_id, thread_id } = at;
  const follow = useSnapshot(({ rooms }) => rooms[room_id]?.membership?.threads[thread_id]);
  const isMember = useSnapshot(({ rooms }) => (rooms[room_id]?.membership ?? null) !== null);
  const setLevel = useSetLevel(at);
  const ownRoom = useOwnRoom(at);
  const mayCreate = mayCreateRooms(useMe());
  const words = strings.threadPanel;
  const labels: Record<Level, string> = { follow: words.follow, mute: words.mute, unfollow: words.unfollow };
  const level = levelOf(follow);
  const levels = isMember
    ? LEVELS.map((each): MenuItem => ({
        label: labels[each],
        icon: ICONS[each],
        isChecked: each === level,
        onSelect: () => setLevel(each),
      }))
    : [];
  const items = [...levels, ...(mayCreate ? [{ label: words.makeRoom, icon: GitBranchPlus, onSelect: ownRoom }] : [])];
  if (items.length === 0) return null;
  const state = { follow: words.following, mute: words.muted, unfollow: words.notFollowing }[level];
  return (
    <Menu label={words.notifications} items={items} trigger={(props) => <IconButton {...props} icon={ICONS[level]} label={state} />} />
  );
}

function levelOf(follow: ThreadFollow | undefined): Level {
  if (!follow) return 'unfollow';
  return follow.is_muted ? 'mute' : 'follow';
}

function useSetLevel(at: AtThread): (level: Level) => void {
  const command = useCommand();
  const toast = useToast();
  return (level) => {
    const change = level === 'unfollow' ? command('unfollow_thread', at) : command('follow_thread', { ...at, muted: level === 'mute' });
    change.catch((error: unknown) => toast({ text: explain(error) }));
  };
}
