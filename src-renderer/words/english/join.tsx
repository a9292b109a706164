import type { ReactNode } from 'react';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

export const joinWords = {
  invitesYouIn: (name: string) => `${name} invites you in`,
  toHome: (home: string) => `to ${home}`,
  /** `rooms`: "#book-club and #lobby", drawn stronger. */
  toRooms: (rooms: ReactNode, home: string): ReactNode => (
    <>
      to {rooms} at {home}
    </>
  ),
  people: (count: number) => plural(count, { one: '# person', other: '# people' }),
  agents: (count: number) => plural(count, { one: '# agent', other: '# agents' }),
  /** `who`: "4 people and 1 agent"; `count` is all of them together. */
  areThere: (who: string, count: number) => plural(count, { one: `${who} is there`, other: `${who} are there` }),
  nobodyThere: 'Nobody is there yet',
  yourName: 'Your name',
  nameMissing: 'Write the name the others should see.',
  join: 'Join',
  noAccount: 'No account, no app.',
  worksOnce: 'This invite works once. No account, no app.',
  knocking: 'Knocking',
  looking: 'Looking at your invite',
  voidTitle: 'This invite does not work any more',
  voidLead: 'It was used already, it has expired, or it was withdrawn. Ask whoever sent it for a new one, and open that here.',
  failedTitle: 'The door did not open',
  tryAgain: 'Try again',
  alreadyIn: 'You are in already',
  signedInAs: (name: string) => `This browser is signed in here as ${name}.`,
  goInAs: (name: string) => `Go in as ${name}`,
  useInvite: 'Use the invite instead',
  signsOut: (name: string) => `Using the invite signs ${name} out of this browser.`,
  inviteLink: 'Invite link',
  notALink: 'That is not an invite link. It ends in /join#… with letters behind it.',
  openInvite: 'Open invite',
  signedOutTitle: 'You are not signed in here',
  otherCookie:
    'The sign-in that this browser sends is not the one of this page. Another program on this computer may have replaced it. Nothing is shown until you sign in again: open the link of the owner, or ask for a new invite.',
  signedOutLead: 'Ask the owner for an invite. Its link opens this place for you.',
  ownLanai: 'Is this your own Lanai? Open the Lanai app on the computer it runs on.',
};
