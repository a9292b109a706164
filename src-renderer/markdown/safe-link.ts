// Which links a message may have. Everything else is shown as the words it is.
import { parseAppPath, parseDeepLink, type Place } from '../../src-shared/deep-link.ts';

const SAFE = new Set(['http:', 'https:', 'mailto:']);

export type SafeLink = { kind: 'outside'; href: string } | { kind: 'place'; place: Place };

/** `origin`: this page's own; a link to a room of this home goes there instead of opening a second window. */
export function safeLink(href: string, origin: string): SafeLink | null {
  const place = parseDeepLink(href);
  if (place) return { kind: 'place', place };
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  if (!SAFE.has(url.protocol)) return null;
  const inside = url.origin === origin && url.pathname === '/' ? parseAppPath(url.hash.slice(1)) : null;
  return inside ? { kind: 'place', place: inside } : { kind: 'outside', href: url.href };
}
