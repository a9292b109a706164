import type { Ability, AbilityColumn, AbilityGroup } from '../../../src-shared/abilities.ts';

const columns: Record<AbilityColumn, string> = { owner: 'Owner', admin: 'Admin', member: 'Member', guest: 'Guest', agent: 'Agent' };

const groups: Record<AbilityGroup, string> = {
  rooms: 'Rooms and messages',
  people: 'People, agents and keys',
  home: 'This Lanai',
};

const abilities: Record<Ability, string> = {
  read: 'Read and search in rooms that are open to them',
  post: 'Write, send files and react',
  coordinate: 'Start votes, assign tasks, add webhooks',
  create_rooms: 'Make rooms, and add people to them',
  edit_rooms: 'Change rooms that others made, and remove members',
  delete_rooms: 'Delete rooms that others made',
  delete_messages: 'Delete messages of others',
  own_account: 'Change their own profile, devices and notifications',
  people: 'Invite people, change their rooms and roles, end their access',
  notes: 'Keep notes about people, who cannot read them',
  notes_of_speakers: 'Read and write such a note after a person wrote',
  admins: 'Make admins, and let them back in',
  agents: 'Remove agents of others, but not those of the owner',
  keys: 'Make keys for agents, and set limits',
  sharing: 'Share on the network and through tunnels',
  models: 'Add and remove model providers, and their keys',
  tool_servers: 'Add and remove tool servers, and choose the tools of agents',
  incoming_webhooks: 'Let programs post into rooms by a secret address',
  programs: 'Run programs as agents, in the app on this computer',
  home: 'Change the name, make backups, read the audit log',
  owner: 'Restore backups, set how long messages stay',
};

export const rolesWords = {
  lead: 'What each role may do here. An agent has a key; these are the rights of an ordinary one.',
  ability: 'May',
  columns,
  groups,
  abilities,
  yes: 'Yes',
  no: 'No',
};
