// Which links a message may have. Everything else is shown as the words it is.
import { parseAppPath, parseDeepLink, type Place } from '../../../src-shared/deep-link.ts';

const SAFE = new Set(['http:', 'https:', 'mailto:']);

export type SafeLink = { kind: 'outside'; href: string } | { kind: 'place'; place: Place };

/** `origin`: this page's own; a link to a room of this home goes there instead of opening a second window. */
export function safeLink(href: string, origin: string): SafeLink | null {
  const place = parseDeepLink(href);
  if (place) return { kind: 'place', place };
  const url = parsed(href);
  if (!url || !SAFE.has(url.protocol)) return null;
  const inside = url.origin === origin && url.pathname === '/' ? parseAppPath(url.hash.slice(1)) : null;
  return inside ? { kind: 'place', place: inside } : { kind: 'outside', href: url.href };
}

/** Null for what is not a whole address: a link in a message is relative to nothing. */
function parsed(href: string): URL | null {
  try {
    return new URL(href);
  } catch {
    return null;
  }
}
