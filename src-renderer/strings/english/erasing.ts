import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** The deletion of a person who asked for it. */
export const erasingWords = {
  menu: 'Delete person and messages',
  title: (name: string) => `Delete ${name}?`,
  text: (name: string) =>
    `${name} loses access at once. The messages and files of ${name} are deleted in every room, also direct and encrypted ones, with copies that others forwarded. The name becomes “Deleted person”. This cannot be undone.`,
  stays:
    'These stay: what others wrote, pages of rooms, ballots and reactions without the name, the name in the invite and in the audit log, messages of agents, and all that is in backups and exports made before. Messages in ephemeral rooms end with their room.',
  typeName: (name: string) => `To confirm, type the name: ${name}`,
  otherName: 'That is not the name of this person.',
  action: 'Delete person',
  done: (count: number) => plural(count, { one: '# message was deleted.', other: '# messages were deleted.' }),
};
