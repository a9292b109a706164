// The links of an invite that was just made: one for each address the home can be reached at.
import type { Reply } from '../../../src-shared/commands/index.ts';
import { JOIN_PATH } from '../../../src-shared/http.ts';
import type { Invite } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/all-strings.ts';

export interface MadeInvite extends Pick<Invite, 'id' | 'name' | 'room_ids' | 'max_uses' | 'needs_owner'> {
  /** Kept only as long as this dialog: the home has no more than its hash. */
  code: string;
  /** The links in the answer of the home. */
  links: readonly string[];
}

export function madeInvite({ invite, code, links }: Reply<'create_invite'>): MadeInvite {
  return { ...invite, code, links };
}

/** With the addresses that are open now, so that a link made before sharing was switched on becomes one that works. */
export function currentLinks(made: MadeInvite, openOrigins: readonly string[]): string[] {
  return openOrigins.length > 0 ? openOrigins.map((origin) => `${origin}${JOIN_PATH}#${made.code}`) : [...made.links];
}

export function mailto(link: string, homeName: string): string {
  const subject = strings.invites.mailSubject(homeName);
  const body = `${strings.invites.mailText}\n\n${link}\n`;
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
