// The links that a message may have. Every other address is shown as text.
import { parseAppPath, parseDeepLink, type Place } from '../../../src-shared/deep-link.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { isLoopbackHost } from '../../../src-shared/loopback.ts';
import type { OwnHome } from '../../sync/own-home.ts';

const SAFE = new Set(['http:', 'https:', 'mailto:']);

export type SafeLink = { kind: 'outside'; href: string } | { kind: 'place'; place: Place };

/**
 * A link to a room of this home opens the room here, whatever address the home had when the link was copied. Null for an address
 * that a browser must not open.
 */
export function safeLink(href: string, home: OwnHome): SafeLink | null {
  const place = parseDeepLink(href);
  if (place) return { kind: 'place', place };
  const url = parsed(href);
  if (!url || !SAFE.has(url.protocol)) return null;
  const inside = url.pathname === '/' ? parseAppPath(url.hash.slice(1)) : null;
  return inside && isOwn(url, inside, home) ? { kind: 'place', place: inside } : { kind: 'outside', href: url.href };
}

/**
 * Every home has a lobby, so a link to one counts at an address of this home only. A loopback address in a message is this home's:
 * no other reader could open it. The ids of all other rooms are unique.
 */
function isOwn(url: URL, { room_id }: Place, { origins, hasRoom }: OwnHome): boolean {
  if (origins.includes(url.origin) || isLoopbackHost(url.hostname)) return true;
  return room_id !== LOBBY_ID && hasRoom(room_id);
}

/** Null for a relative address: a message has no address that it could be relative to. */
function parsed(href: string): URL | null {
  try {
    return new URL(href);
  } catch {
    return null;
  }
}
