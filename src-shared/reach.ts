// How far the server can be reached, in one word.
import { hostNameOf } from './entrances.ts';
import type { Sharing } from './objects.ts';

export type Reach = 'computer' | 'wifi' | 'tailnet' | 'network' | 'internet';

/** A wireless interface is called wlan0, wlp3s0, wl…, Wi-Fi; on a Mac its name does not show it. */
export function reachOf({ available, origins, entrances }: Sharing): Reach {
  if (origins.length === 0) return 'computer';
  const ways = entrances.flatMap(({ way, state }) => (state === 'open' ? [way] : []));
  if (ways.some((way) => way.kind !== 'tailscale' || way.reach === 'internet')) return 'internet';
  const hosts = origins.map(hostNameOf);
  const open = available.filter(({ address }) => hosts.includes(address));
  if (open.some((one) => /^(wl|wi-?fi)/i.test(one.interface))) return 'wifi';
  return ways.length > 0 || open.some((one) => /^tailscale/i.test(one.interface)) ? 'tailnet' : 'network';
}
