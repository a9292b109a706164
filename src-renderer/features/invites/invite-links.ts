// The links of an invite that was just made: one for each address the home can be reached at.
import type { Reply } from '../../../src-shared/commands/index.ts';
import { JOIN_PATH } from '../../../src-shared/http.ts';
import type { Invite } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/all-strings.ts';

export interface IssuedLinks {
  /** The links in the reply of the server. */
  links: readonly string[];
  /** The link with another address. */
  linkAt(origin: string): string;
}

/** The code in the links is kept only as long as this dialog: the server has no more than its hash. */
export type MadeInvite = IssuedLinks & Pick<Invite, 'id' | 'name' | 'room_ids' | 'max_uses' | 'expires_at' | 'needs_owner'>;

export function madeInvite({ invite, code, links }: Reply<'create_invite'>): MadeInvite {
  return { ...invite, links, linkAt: (origin) => `${origin}${JOIN_PATH}#${code}` };
}

/** With the addresses that are open now, so that a link made before sharing was switched on becomes one that works. */
export function currentLinks({ links, linkAt }: IssuedLinks, openOrigins: readonly string[]): string[] {
  return openOrigins.length > 0 ? openOrigins.map(linkAt) : [...links];
}

/** For the share sheet of the system. */
export function shareOf(link: string, homeName: string): { title: string; text: string; url: string } {
  return { title: strings.invites.mailSubject(homeName), text: strings.invites.mailText, url: link };
}

export function mailto(link: string, homeName: string): string {
  const subject = strings.invites.mailSubject(homeName);
  const body = `${strings.invites.mailText}\n\n${link}\n`;
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
