import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const guestWords = {
  title: 'Invites',
  lead: 'Who can join this Lanai, and from where',
  notAllowed: 'Only the owner and admins can invite people.',
  guest: 'Guest',
  canEnter: 'Can enter',
  /** Read out before the rooms. */
  canEnterColon: 'Can enter: ',
  status: 'Status',
  nobody: 'No guests yet',
  nobodyText: 'Make an invite and send the link to a friend. They need no account and no app.',
  anyone: 'Anyone with the link',
  role: { owner: 'owner', admin: 'admin', member: 'member', guest: 'guest' },
  allRooms: 'all public rooms',
  noRoom: 'no rooms yet',
  hereNow: 'Here now',
  notSeen: 'Not seen yet',
  /** `when`: "3 h ago". */
  lastHere: (when: string) => `Last here ${when}`,
  pending: 'invite pending',
  /** `left`: "6 days left". */
  usesAndTime: (uses: number, left: string) => plural(uses, { one: `# use, ${left}`, other: `# uses, ${left}` }),
  revoked: 'Revoked',
  letInAgain: (name: string) => `Restore access for ${name}`,
  whatToDo: (name: string) => `Actions for ${name}`,
  moreAbout: (name: string) => `More about ${name}`,
  newLink: 'New link',
  closedAddress: (host: string) => `A link to ${host} does not open now.`,
  extend: 'Extend by 7 days',
  extendTitle: 'Extend the invite',
  extendText: (name: string) => `The link for ${name} works for 7 days from now. It stays the same.`,
  withdraw: 'Withdraw invite',
  unconfirmed: 'not confirmed',
  confirm: 'Confirm link',
  confirmTitle: (name: string) => `Let ${name} come back?`,
  confirmText: (name: string) =>
    `An admin made this link. The person who opens it becomes ${name} and can read everything that ${name} can read, including direct messages. Ask ${name} first, outside of Lanai.`,
  revoke: 'Revoke access',
  newLinkFor: (name: string) => `A new link for ${name}`,
  newLinkText: (name: string) => `${name} keeps all rooms and messages, and is signed out everywhere until the new link is used.`,
  makeNewLink: 'Make new link',
  renewTitle: (name: string) => `A new link for ${name}`,
  renewText: 'It has the addresses of now. The link before it works too, where its address does. Earlier ones end.',
  noLongerOpen: (name: string) => `The invite for ${name} is not open any more.`,
  renewedAlready: (name: string) => `The newest link for ${name} has an address of now. With another one, only the newest two work.`,
  copyNewLink: (name: string) => `Copy new link for ${name}`,
  revokeOf: (name: string) => `Revoke ${name}’s access`,
  revokeText: (name: string) =>
    `${name} is signed out everywhere at once, and agents with keys of ${name} are disconnected. Messages stay. You can restore access later.`,
  withdrawTitle: 'Withdraw the invite',
  withdrawText: (name: string) => `The link for ${name} stops working. People who already joined with it stay.`,
};

const formWords = {
  makeAnInvite: 'Make an invite',
  inviteFriend: 'Invite a friend',
  theirName: 'Their name',
  theirNameHint: 'They can change it when they join.',
  lacksRooms: 'Choose at least one room.',
  everyRoom: 'Every public room',
  someRooms: 'Only some rooms',
  roomsLabel: 'Rooms they can enter',
  /** Before how often. */
  works: 'Works',
  once: 'Once',
  upTo: (count: number) => plural(count, { one: 'Up to # time', other: 'Up to # times' }),
  /** Before how long. */
  lasts: 'Valid for',
  days: (count: number) => plural(count, { one: '# day', other: '# days' }),
  moreChoices: 'More choices',
  nickname: 'Nickname',
  nicknameHint: 'The name they start with, when you call them something else.',
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
  share: 'Share',
  print: 'Print',
  /** On paper, below the code. */
  scanIt: 'Scan the code with the camera of a phone, or open this address. No account is needed.',
  /** `when`: "9 December 2026, 20:00". */
  validUntil: (when: string) => `Valid until ${when}.`,
  mailSubject: (home: string) => `Join ${home}`,
  mailText: 'Open this link to join. You need no account:',
  shownOnce: 'The link is shown only once. If it is lost, make a new one.',
  needsOwner: 'The owner must confirm this link before it works. Porter has asked the owner.',
  copiedOnce: 'Copied. The link is shown only once. If it is lost, make a new one.',
  onlyThisComputer: 'Only this computer can open this link. For a friend’s device, choose “Your Wi-Fi”. The link updates by itself.',
  another: 'Make another invite',
};

const sharingWords = {
  whoCanReach: 'Who can reach this Lanai',
  computer: 'This computer',
  computerText: 'Only you, and agents running here',
  computerAndOutside: 'Only you and agents here, and those who come from anywhere else',
  network: 'Your Wi-Fi',
  networkText: 'Devices on your network, with an invite',
  noNetwork: 'This computer is not on a network',
  networkNote:
    'Anyone on your network can reach it, but needs an invite to get in. Traffic is not encrypted, so share only on networks you trust.',
  addresses: 'Addresses',
};

export const invitesWords = { ...guestWords, ...formWords, ...madeWords, ...sharingWords };
