// The ways to reach the server in words.
import type { Place } from './errand.ts';

const PLACES: readonly [Place, RegExp][] = [
  ['network', /^(?:(?:local|home|own) )?(?:wi-?fi|wlan|lan|network)(?: network)?$/i],
  ['funnel', /^(?:tailscale )?funnel$/i],
  ['tailnet', /^(?:tailnet|tailscale)$/i],
  ['cloudflare', /^(?:cloudflared?|trycloudflare)(?: quick)?(?: tunnel)?$|^quick tunnel$/i],
  ['ssh', /^ssh(?: server| tunnel)?$/i],
  ['proxy', /^(?:reverse )?proxy$/i],
  ['tunnel', /^tunnels?$/i],
  ['internet', /^(?:internet|web|world|outside(?: world)?)$/i],
];

/** Undefined: it names no way. */
export function placeOf(words: string): Place | undefined {
  const text = words
    .trim()
    .replace(/^(?:(?:a|an|the|my|our|your|this|that) )+/i, '')
    .replace(/ (?:entrance|sharing)$/i, '');
  return PLACES.find(([, pattern]) => pattern.test(text))?.[0];
}
