// The links of an invite that was just made: one for each address the home can be reached at.
import { JOIN_PATH } from '../../src-shared/http.ts';
import { words } from '../words/words.ts';

export interface MadeInvite {
  id: string;
  /** Who it is for; empty for anybody. */
  name: string;
  room_ids: readonly string[] | null;
  max_uses: number;
  /** It does not work before the owner confirmed it. */
  needs_owner: boolean;
  /** Kept only as long as this dialog: the home has no more than its hash. */
  code: string;
  /** What the home answered with. */
  links: readonly string[];
}

/** With the addresses that are open now, so that a link made before sharing was switched on becomes one that works. */
export function currentLinks(made: MadeInvite, openOrigins: readonly string[]): string[] {
  return openOrigins.length > 0 ? openOrigins.map((origin) => `${origin}${JOIN_PATH}#${made.code}`) : [...made.links];
}

export function mailto(link: string, homeName: string): string {
  const subject = words.invites.mailSubject(homeName);
  const body = `${words.invites.mailText}\n\n${link}\n`;
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
