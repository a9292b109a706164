import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const guestWords = {
  title: 'Invites',
  open: 'Open Invites',
  lead: 'Who can reach this Lanai, and how',
  notAllowed: 'Only the owner and admins can invite. Ask one of them.',
  guest: 'Guest',
  canEnter: 'Can enter',
  /** Read out before the rooms. */
  canEnterColon: 'Can enter: ',
  status: 'Status',
  nobody: 'Nobody else is here yet',
  nobodyText: 'Make an invite and send its link to a friend. They need no account and no app.',
  anyone: 'Anyone with the link',
  role: { owner: 'owner', admin: 'admin', member: 'member', guest: 'guest' },
  allRooms: 'all public rooms',
  noRoom: 'no room yet',
  hereNow: 'Here now',
  notSeen: 'Not seen yet',
  /** `when`: "3 h ago". */
  lastHere: (when: string) => `Last here ${when}`,
  pending: 'invite pending',
  /** `left`: "6 days left". */
  usesAndTime: (uses: number, left: string) => plural(uses, { one: `# use, ${left}`, other: `# uses, ${left}` }),
  revoked: 'Revoked',
  letInAgain: (name: string) => `Let ${name} in again`,
  whatToDo: (name: string) => `What to do about ${name}`,
  moreAbout: (name: string) => `More about ${name}`,
  newLink: 'New link',
  withdraw: 'Withdraw invite',
  unconfirmed: 'not confirmed',
  confirm: 'Confirm link',
  confirmTitle: (name: string) => `Let ${name} come back?`,
  confirmText: (name: string) =>
    `An admin made this link. The person who opens it becomes ${name} and can read everything that ${name} can read, direct messages too. Ask ${name} first, some other way.`,
  revoke: 'Revoke access',
  newLinkFor: (name: string) => `A new link for ${name}`,
  newLinkText: (name: string) =>
    `${name} comes back with everything as it was. Until the new link is used, ${name} is signed out everywhere.`,
  makeNewLink: 'Make new link',
  revokeOf: (name: string) => `Revoke ${name}’s access`,
  revokeText: (name: string) =>
    `${name} is signed out everywhere at once, and any agent with a key of ${name}’s is cut off. What was written stays. You can let ${name} in again later.`,
  withdrawTitle: 'Withdraw the invite',
  withdrawText: (name: string) => `The link for ${name} stops working. Whoever came in with it already stays.`,
};

const formWords = {
  makeAnInvite: 'Make an invite',
  inviteFriend: 'Invite a friend',
  theirName: 'Their name',
  theirNameHint: 'They can change it when they come in.',
  lacksRooms: 'Choose at least one room.',
  everyRoom: 'Every public room',
  someRooms: 'Only some rooms',
  roomsLabel: 'Rooms they can enter',
  /** Before how often. */
  works: 'Works',
  once: 'Once',
  upTo: (count: number) => plural(count, { one: 'Up to # time', other: 'Up to # times' }),
  /** Before how long. */
  lasts: 'For',
  days: (count: number) => plural(count, { one: '# day', other: '# days' }),
  make: 'Make invite',
};

const madeWords = {
  inviteOf: (name: string) => `${name}’s invite`,
  inviteForAnyone: 'An invite for anyone',
  worksOnce: 'Works once.',
  worksTimes: (count: number) => plural(count, { one: 'Works # time.', other: 'Works # times.' }),
  opensAll: 'Opens every public room.',
  opens: (rooms: string) => `Opens ${rooms}.`,
  qrCode: (title: string) => `QR code of ${title}`,
  address: 'Address in the link',
  link: 'Invite link',
  copyLink: 'Copy link',
  mail: 'Send by mail',
  mailSubject: (home: string) => `Come to ${home}`,
  mailText: 'Open this link to come in, no account needed:',
  shownOnce: 'The link is shown only now. Lost it? Make a new one.',
  needsOwner: 'The owner has to confirm this link before it works. Porter has asked.',
  copiedOnce: 'Copied. The link is shown only now. Lost it? Make a new one.',
  onlyThisComputer: 'Only this computer can open this link yet. For a friend’s device, choose “Your Wi-Fi”: the link follows.',
  another: 'Make another invite',
};

const sharingWords = {
  whoCanReach: 'Who can reach this Lanai',
  computer: 'This computer',
  computerText: 'Only you, and agents running here',
  network: 'Your Wi-Fi',
  networkText: 'Devices on your network, with an invite',
  noNetwork: 'This computer is on no network',
  networkNote:
    'Devices on your network can open it, and only with an invite get in. It is not encrypted on the way: share on networks you trust.',
  addresses: 'Addresses it is open on',
};

export const invitesWords = { ...guestWords, ...formWords, ...madeWords, ...sharingWords };
