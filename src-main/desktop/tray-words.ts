import { assertNever } from '../../src-shared/errors.ts';
import { isolated } from '../../src-shared/isolate.ts';
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { Sharing } from '../../src-shared/objects.ts';
import { reachOf, type Reach } from '../../src-shared/reach.ts';
import type { Unread } from '../../src-shared/notify/unread.ts';
import type { HomeLine } from './homes/homes.ts';
import { unreadWords as countWords } from './homes/home-words.ts';

export interface TrayState {
  gateway: GatewayState['state'];
  homeName: string | null;
  unread: Unread;
  sharing: Sharing | null;
  guests: number;
  /** Whether the icon may show unread messages. */
  isBadged: boolean;
  /** Not to be disturbed until then. */
  quietUntil: number | null;
  /** The end of the quiet hours of now. */
  quietHoursEnd: number | null;
  /** The other homes of this user. */
  others: readonly HomeLine[];
}

export interface TrayWords {
  tooltip: string;
  title: string;
  /** Those who can reach the server, or why it is not reachable. */
  exposure: string;
  /** Null when nothing waits. */
  unread: string | null;
  hasDot: boolean;
  /** Null while one may be disturbed. */
  quiet: string | null;
  /** Null outside of the quiet hours. */
  quietHours: string | null;
  /** One line for each other home. */
  others: { id: string; words: string }[];
}

export function trayWords(state: TrayState): TrayWords {
  const title = isolated(state.homeName ?? 'Lanai');
  const unread = unreadWords(state.unread);
  const exposure = exposureWords(state);
  const quiet = state.quietUntil === null ? null : `Do not disturb until ${timeWords(state.quietUntil)}`;
  const quietHours = state.quietHoursEnd === null ? null : `Quiet until ${timeWords(state.quietHoursEnd)}`;
  const others = state.others.map(({ id, ...line }) => ({ id, words: otherWords(line) }));
  const unreadElsewhere = state.others.filter((line) => line.unread > 0).map(otherWords);
  const own = [title, state.gateway === 'ready' ? unread : exposure].filter(Boolean).join(': ');
  return {
    title,
    exposure,
    unread,
    hasDot: (unread !== null || unreadElsewhere.length > 0) && state.isBadged,
    quiet,
    quietHours,
    others,
    tooltip: [own, ...unreadElsewhere, quietHours].filter(Boolean).join(' · '),
  };
}

function otherWords({ name, unread }: Omit<HomeLine, 'id'>): string {
  return unread > 0 ? `${isolated(name)}: ${countWords(unread)}` : isolated(name);
}

/** "3 unread messages in 2 rooms", or null when there is none. */
function unreadWords({ messages, rooms }: Unread): string | null {
  if (messages === 0) return null;
  const inRooms = rooms > 1 ? ` in ${rooms} rooms` : '';
  return `${messages} unread ${messages === 1 ? 'message' : 'messages'}${inRooms}`;
}

/** The hour, and the day when it is not today's: at most until tomorrow, where the menu is what sets it. */
function timeWords(time: number): string {
  const isToday = new Date(time).toDateString() === new Date().toDateString();
  return new Date(time).toLocaleString([], { ...(isToday ? {} : { weekday: 'short' }), hour: '2-digit', minute: '2-digit' });
}

function exposureWords({ gateway, sharing, guests }: TrayState): string {
  switch (gateway) {
    case 'starting':
      return 'Opening';
    case 'restarting':
      return 'Starting again';
    case 'failed':
      return 'Not running';
    case 'ready':
      return reachWords(sharing ? reachOf(sharing) : 'computer', guests);
    default:
      return assertNever(gateway);
  }
}

function reachWords(reach: Reach, guests: number): string {
  if (reach === 'computer') return 'On this computer';
  return `${reach === 'internet' ? 'On the internet' : 'On your network'}${guestWords(guests)}`;
}

function guestWords(guests: number): string {
  if (guests === 0) return '';
  return guests === 1 ? ' · 1 guest' : ` · ${guests} guests`;
}
