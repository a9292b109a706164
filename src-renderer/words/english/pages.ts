/** Pages of the settings, and single switches on them. */
export const pagesWords = {
  you: 'You',
  youLead: 'How the others here see you.',
  yourName: 'Your name',
  yourNameHint: 'It changes on everything you wrote, too.',
  signOut: 'Sign out',
  signOutText: 'Signing out ends this browser’s access. To come back you need a new link.',
  signOutTitle: 'Sign out of this browser',
  signOutAsk: 'What you wrote stays. To come back, ask for a new invite link.',
  sharing: 'Sharing',
  sharingLead: 'Which devices can reach this Lanai at all. To come in, they need an invite besides.',
  guestsAndInvites: 'Guests and invites',
  clawChat: 'ClawChat',
  clawChatSwitch: 'Answer programs written for ClawChat',
  clawChatText: 'On this computer, at the address and with the key file that they know. They run here without a change.',
  mentions: 'Mentions',
  mentionsSwitch: 'Agents can be called into a room by their name',
  mentionsText:
    'An agent that is not in an open room hears a message there that names it with @. Private rooms stay closed to it until a member lets it in.',
  /** Small and large, at the ends of the slider for the size of texts. */
  letter: 'A',
};
