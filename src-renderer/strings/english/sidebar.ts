import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

export const sidebarWords = {
  home: 'This home',
  lists: 'Rooms, agents and people',
  jump: 'Search or jump to',
  width: 'Width of the sidebar',
  isGuest: 'You are a guest here',
  isMember: 'You are a member here',
  share: 'Share this home',
  settings: 'Settings',
  onThisComputer: 'On this computer',
  on: { wifi: 'On your Wi-Fi', tailnet: 'On your tailnet', network: 'On your network' },
  withGuests: (where: string, count: number) => `${where} · ${plural(count, { one: '# guest', other: '# guests' })}`,
  rooms: 'Rooms',
  agents: 'Agents',
  people: 'People',
  makeRoom: 'Make a room',
  connectAgent: 'Connect an agent',
  inviteFriend: 'Invite a friend',
  nobodyElse: 'Nobody else yet',
  invited: 'invited',
  browse: 'Browse rooms',
  archived: (count: number) => `Archived · ${count}`,
  notConnected: (count: number) => `Not connected · ${count}`,
  away: (count: number) => `Away · ${count}`,
  /** Behind a name, only heard. */
  isSealed: ', sealed',
  isPrivate: ', private',
  isEphemeral: ', temporary',
  isAway: ', away',
  isHere: ', here',
  unread: ' unread',
  mentions: ' mentions of you',
};
