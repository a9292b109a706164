import type { ReactNode } from 'react';
import type { Account } from '../../../src-shared/accounts.ts';
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
  areThere: (who: string, count: number) => plural(count, { one: `${who} is in it`, other: `${who} are in it` }),
  nobodyThere: 'Nobody has joined yet',
  yourName: 'Your name',
  nameMissing: 'Enter the name that others will see.',
  join: 'Join',
  noAccount: 'No account, no app.',
  worksOnce: 'This invite works once. No account, no app.',
  knocking: 'Joining…',
  looking: 'Checking your invite',
  voidTitle: 'This invite no longer works',
  voidLead: {
    invite_withdrawn: 'It was withdrawn. Ask for a new one, and open it here.',
    invite_expired: 'It has expired. Ask for a new one, and open it here.',
    invite_used: 'It was used already. Ask for a new one, and open it here.',
    other: 'This server does not know it. Ask for a new one, and open it here.',
  },
  failedTitle: 'Could not join',
  tryAgain: 'Try again',
  agentTitle: (name: string) => `An invite for the agent ${name}`,
  agentLead: (by: string, home: string) => `${by} invites an AI agent to ${home}. This link is for the agent, not for you.`,
  agentPaste: 'Paste this text into the agent.',
  agentCopy: 'Copy text',
  agentText: 'Text for the agent',
  agentMinutes: (count: number) => (count === 1 ? 'It works once, for 1 more minute.' : `It works once, for ${count} more minutes.`),
  agentApproval: (by: string) => `${by} then has to approve the agent.`,
  alreadyIn: 'You are already signed in',
  signedInAs: (name: string) => `This browser is signed in here as ${name}.`,
  accountJoins: ({ by, login }: Account) =>
    by === 'tailscale'
      ? `Your other devices in the tailnet (${login}) can then sign in as you.`
      : `Your other devices that come as ${login} can then sign in as you.`,
  accountSays: ({ by, login }: Account) =>
    by === 'tailscale' ? `Your tailnet says that you are ${login}.` : `The server of this address says that you are ${login}.`,
  goInAs: (name: string) => `Continue as ${name}`,
  useInvite: 'Use the invite instead',
  useCode: 'Use the code instead',
  signsOut: (name: string) => `That signs ${name} out of this browser.`,
  codeTitle: 'Sign in on this device',
  codeLead: 'Use the code of your other device. Continue only if you made the code yourself. Otherwise you sign in as someone else.',
  inviteLink: 'Invite link',
  notALink: 'This is not an invite link. An invite link contains /join# and a code.',
  inviteLinkOrCode: 'Invite link, or the code of another device',
  notALinkOrCode: 'This is neither an invite link, which contains /join# and a code, nor a code of eight letters and digits.',
  openInvite: 'Open invite',
  signIn: 'Sign in',
  signedOutTitle: 'You are not signed in here',
  otherCookie:
    'This browser’s cookie is not the one of this page. Another program on this computer may have replaced it. Sign in again: open the owner’s link, or ask for a new invite.',
  signedOutLead: 'Ask the owner for an invite link.',
  /** `by`: the name of the one who did it, if it is known. */
  signedOut: {
    unknown: 'This server does not know this device any more. It may have been restored from a backup. Ask the owner for an invite link.',
    revokedTitle: (by: string | null) => (by === null ? 'Your access was ended' : `${by} ended your access`),
    revokedLead: 'Your messages stay. To come back, ask for a new link.',
    newLinkTitle: (by: string | null) => (by === null ? 'There is a new link for you' : `${by} made a new link for you`),
    newLinkLead: 'That signed you out everywhere. Open the new link to come back.',
    deviceTitle: (by: string | null) => (by === null ? 'This device was signed out' : `${by} signed out this device`),
    deviceLead: 'You signed it out on another device. To use it again, ask the owner for an invite link.',
    deviceByOtherLead: 'Your messages stay. To use this device again, ask for a new link.',
    tooManyLead:
      'You signed in on more than 50 devices. The one that you used least recently was signed out. Sign in with a code of another device.',
    expiredTitle: 'Your session has expired',
    expiredLead: 'A device stays signed in for 90 days. Ask the owner for a new link to come back.',
  },
  ownLanai: 'Is this your own Lanai? Open the Lanai app on its computer.',
};
