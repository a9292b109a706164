// The links of a message that have previews. The parser that draws the text decides what a link is.
import { isAgentInvitePath } from '../../../../src-shared/agent-invite-link.ts';
import { parseAppPath } from '../../../../src-shared/deep-link.ts';
import { ENTER_PATH, JOIN_PATH } from '../../../../src-shared/http.ts';
import { LINK_PREVIEWS_MAX, LINK_URL_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { linksIn } from '../../../../src-shared/text/links-in.ts';
import { readText } from '../../../../src-shared/text/read.ts';

/** A longer text has no previews: parsing it takes time that others wait for. */
const TEXT_CHARS_MAX = 40_000;

/** False: the text has no link with a preview, and needs not be parsed. */
export function mayHaveLinks(content: string): boolean {
  return content.length <= TEXT_CHARS_MAX && /https?:\/\/|www\./i.test(content);
}

/** In their order, each once. */
export function linksToPreview(content: string): string[] {
  const found = new Set<string>();
  for (const address of linksIn(readText(content))) {
    const url = pageAt(address);
    if (url !== null) found.add(url);
    if (found.size === LINK_PREVIEWS_MAX) break;
  }
  return [...found];
}

/** Null when it does not lead to a web page, and for links of a server like this one: the app draws its rooms as chips, and an invite is a secret. */
function pageAt(address: string): string | null {
  const url = URL.parse(address);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.href.length > LINK_URL_CHARS_MAX) return null;
  const isOfHome = url.hash !== '' && (url.pathname === JOIN_PATH || url.pathname === ENTER_PATH || isRoom(url));
  return isOfHome || isAgentInvitePath(url.pathname) || url.username !== '' || url.password !== '' ? null : url.href;
}

function isRoom({ pathname, hash }: URL): boolean {
  return pathname === '/' && parseAppPath(hash.slice(1)) !== null;
}
