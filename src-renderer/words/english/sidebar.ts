import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

export const sidebarWords = {
  thisHome: 'This home',
  places: 'Rooms, agents and people',
  jump: 'Search or jump to',
  share: 'Share this home',
  isGuest: 'You are a guest here',
  isMember: 'You are a member here',
  settings: 'Settings',
  rooms: 'Rooms',
  makeRoom: 'Make a room',
  agents: 'Agents',
  connectAgent: 'Connect an agent',
  people: 'People',
  inviteFriend: 'Invite a friend',
  nobodyElse: 'Nobody else yet',
  invited: 'invited',
  archived: (count: number) => `Archived · ${count}`,
  width: 'Width of the sidebar',
  onThisComputer: 'On this computer',
  on: { wifi: 'On your Wi-Fi', tailnet: 'On your tailnet', network: 'On your network' },
  /** `where`: "On your Wi-Fi". */
  whereAndGuests: (where: string, guests: number) => plural(guests, { one: `${where} · # guest`, other: `${where} · # guests` }),
  /** Read out after a name. */
  after: {
    away: ', away',
    here: ', here',
    sealed: ', sealed',
    private: ', private',
    ephemeral: ', ends when everyone has left',
    mentions: ' mentions of you',
    unread: ' unread',
  },
};
