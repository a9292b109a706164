// Who can reach this server, in a few words: the line under its name.
import type { Participant, Sharing } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/strings.ts';

export interface Exposure {
  isOpen: boolean;
  words: string;
}

/** Null for those who may not know: their line says whose guest they are. */
export function exposure(sharing: Sharing | null, participants: Readonly<Record<string, Participant>>): Exposure | null {
  if (!sharing) return null;
  if (sharing.origins.length === 0) return { isOpen: false, words: strings.sidebar.onThisComputer };
  const guests = Object.values(participants).filter(
    (one) => one.kind === 'person' && one.role === 'guest' && one.revoked_at === null,
  ).length;
  const where = strings.sidebar.on[networkKind(sharing.origins.map(hostOf), sharing)];
  return { isOpen: true, words: guests === 0 ? where : strings.sidebar.withGuests(where, guests) };
}

/** A wireless interface is called wlan0, wlp3s0, wl…, Wi-Fi; on a Mac it cannot be told from its name. */
function networkKind(hosts: readonly string[], sharing: Sharing): 'wifi' | 'tailnet' | 'network' {
  const open = sharing.available.filter(({ address }) => hosts.includes(address));
  if (open.some((one) => /^(wl|wi-?fi)/i.test(one.interface))) return 'wifi';
  if (open.some((one) => /^tailscale/i.test(one.interface))) return 'tailnet';
  return 'network';
}

function hostOf(origin: string): string {
  return new URL(origin).hostname.replace(/^\[|\]$/g, '');
}
