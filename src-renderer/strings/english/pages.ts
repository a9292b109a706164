/** Pages of the settings, and single switches on them. */
export const pagesWords = {
  you: 'You',
  youLead: 'How others see you.',
  yourName: 'Your name',
  yourNameHint: 'Your earlier messages show the new name too.',
  signOut: 'Sign out',
  signOutText: 'Ends this browser’s access. To come back, you need a new link.',
  signOutTitle: 'Sign out of this browser',
  signOutAsk: 'Your messages stay. To come back, ask for a new invite link.',
  sharing: 'Sharing',
  sharingLead: 'Which devices can reach this Lanai. They also need an invite to join.',
  guestsAndInvites: 'Guests and invites',
  agentListeners: 'ClawChat',
  agentListenersSwitch: 'Answer programs written for ClawChat',
  agentListenersText: 'On this computer, at ClawChat’s address and with its key file. Its programs run unchanged.',
  mentions: 'Mentions',
  mentionsSwitch: 'Mentions reach agents in other rooms',
  mentionsText:
    'An agent gets a message that mentions it in a public room, even when it is not a member. Private rooms stay closed until a member adds the agent.',
  linkPreviews: 'Link previews',
  linkPreviewsSwitch: 'Make previews of links',
  linkPreviewsText:
    'The server then opens the pages that messages link to, so each site learns the server’s address and that the link was posted, but not who reads it.',
  /** Small and large, at the ends of the slider for the size of texts. */
  letter: 'A',
};
