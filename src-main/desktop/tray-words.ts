import { assertNever } from '../../src-shared/errors.ts';
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { Sharing } from '../../src-shared/objects.ts';
import { unreadWords, type Unread } from './unread.ts';

export interface TrayState {
  gateway: GatewayState['state'];
  homeName: string | null;
  unread: Unread;
  sharing: Sharing | null;
  guests: number;
}

export interface TrayWords {
  tooltip: string;
  title: string;
  /** Who can reach the home, or why nobody can. */
  exposure: string;
  /** Null when nothing waits; the icon has its dot when this is told. */
  unread: string | null;
}

export function trayWords(state: TrayState): TrayWords {
  const title = state.homeName ?? 'Lanai';
  const unread = unreadWords(state.unread);
  const exposure = exposureWords(state);
  return { title, exposure, unread, tooltip: [title, state.gateway === 'ready' ? unread : exposure].filter(Boolean).join(': ') };
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
      return sharing && sharing.origins.length > 0 ? `On your network${guestWords(guests)}` : 'On this computer';
    default:
      return assertNever(gateway);
  }
}

function guestWords(guests: number): string {
  if (guests === 0) return '';
  return guests === 1 ? ' · 1 guest' : ` · ${guests} guests`;
}
