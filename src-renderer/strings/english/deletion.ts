import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** The deletion of a room. */
export const deletionWords = {
  menu: 'Delete room',
  about: 'Deletes the room with its messages and files, for everyone. This cannot be undone.',
  title: (room: string) => `Delete ${room}?`,
  counting: 'This deletes the room with everything in it, for everyone. It cannot be undone.',
  text: (messages: number, files: number) =>
    `This deletes ${plural(messages, { one: '# message', other: '# messages' })} and ${plural(files, { one: '# file', other: '# files' })} for everyone, with the room’s page, votes, tasks and webhooks. It cannot be undone.`,
  subRooms: (count: number) =>
    plural(count, { one: '# room in this one stays. It moves up.', other: '# rooms in this one stay. They move up.' }),
  typeName: (room: string) => `To confirm, type the name of the room: ${room}`,
  otherName: 'That is not the name of this room.',
  action: 'Delete room',
  notAllowed: 'Only the owner and the person who created this room can delete it.',
};
