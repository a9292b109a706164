import { LINK_SCHEME } from './deep-link.ts';
import { JOIN_PATH } from './http.ts';

const CODE = /^#[A-Za-z0-9_-]{1,200}$/;
/** A host name has at most 253 characters. */
const LINK_CHARS_MAX = 600;

/** The address of a pasted invite link. Null for other texts. */
export function inviteAddress(pasted: string): string | null {
  const text = pasted.trim();
  if (text.length > LINK_CHARS_MAX) return null;
  const url = parsed(text.includes('://') ? text : `http://${text}`);
  // A pasted "javascript:" or "file:" address is not an invite. A name before the host hides where a link leads.
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return null;
  return url.pathname === JOIN_PATH && CODE.test(url.hash) ? `${url.origin}${JOIN_PATH}${url.hash}` : null;
}

/** `lanai://join/<link>`: an invite's link, percent-encoded. Returns that link, or null. */
export function parseJoinLink(link: string): string | null {
  const prefix = `${LINK_SCHEME}://join/`;
  if (!link.startsWith(prefix)) return null;
  try {
    return inviteAddress(decodeURIComponent(link.slice(prefix.length).replace(/\/$/, '')));
  } catch {
    // An invalid escape.
    return null;
  }
}

/** Every side has it, and the types of this folder have no side's. */
declare const URL: new (address: string) => Address;

interface Address {
  readonly origin: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly pathname: string;
  readonly hash: string;
}

function parsed(address: string): Address | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
