// Opens links from messages outside of the app. Only schemes of browsers and mail programs are allowed, and the user always
// confirms first.
import { parseUrl } from './parse-url.ts';

const OUTSIDE_PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** The address as it may be handed to the system, or null. A name and password in it are taken off: they only ever hide the host. */
export function outsideAddress(link: string): URL | null {
  const address = parseUrl(link);
  if (!address || !OUTSIDE_PROTOCOLS.has(address.protocol)) return null;
  address.username = '';
  address.password = '';
  return address;
}

export interface OutsideQuestion {
  message: string;
  detail: string;
  confirm: string;
}

interface OutsideLinksOptions {
  ask(question: OutsideQuestion): Promise<boolean | null>;
  /** Gets the parsed and serialised address, not the text as it was typed. */
  open(address: string): Promise<void>;
}

/** Opens addresses outside, one question at a time: a page cannot cover the screen with them. The answer is null when nothing was asked. */
export function createOutsideLinks({ ask, open }: OutsideLinksOptions): (address: URL) => Promise<boolean | null> {
  let isAsking = false;
  return async (address) => {
    if (isAsking) return null;
    isAsking = true;
    try {
      const answer = await ask(questionAbout(address));
      if (answer) await open(address.href);
      return answer;
    } finally {
      isAsking = false;
    }
  };
}

/** `host` is how the browser writes it: a name with foreign letters that look like others shows as xn--. */
export function questionAbout(address: URL): OutsideQuestion {
  if (address.protocol === 'mailto:') {
    const to = decode(address.pathname);
    return { message: to === '' ? 'Write a mail?' : `Write to ${to}?`, detail: 'Your mail program opens.', confirm: 'Write' };
  }
  return { message: `Open ${address.host} in your browser?`, detail: address.href, confirm: 'Open' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
