import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

export const composerWords = {
  attachAsFile: 'Send as a file',
  longPaste: (lines: number) => `${plural(lines, { one: '# line', other: '# lines' })} pasted.`,
  pasteChanged: 'You edited the pasted text. Paste it again to send it as a file.',
  pastedName: 'pasted.txt',
  message: (room: string) => `Message ${room}`,
  editMessage: 'Edit the message',
  tooLong: (kibibytes: number) => `Too long. A message can have up to ${kibibytes} KiB.`,
  send: 'Send',
  record: 'Record a voice message',
  noMoreFiles: 'The message has as many files as it can have. Send it, then record.',
  emoji: 'Emoji',
  mention: 'Mention a person or an agent',
  bringBack: 'Restore',
  archived: 'This room is archived.',
  archivedByOthers: 'This room is archived. Its creator or an admin can restore it.',
  onlyTheTwo: 'Only the two in this room can write here.',
  stopEditing: 'Cancel editing',
  editing: 'Editing',
  stopReplying: 'Cancel reply',
  replyingTo: (name: string) => `Replying to ${name}`,
  replyingToMessage: 'Replying to a message',
  addToRoom: 'Add to the room',
  /** What @everyone, @here and @agents call. */
  group: { everyone: 'All members of this room', here: 'Members who are online', agents: 'Agents in this room' },
  notInRoom: 'Not in the room',
  notAMember: (name: string) => `${name} is not in this room and will not see it. A member can add them.`,
  toChoose: '↑↓ to choose · ⏎',
  list: {
    mention: { title: 'Mention', label: 'People and agents to mention' },
    emoji: { title: 'Emoji', label: 'Emoji of that name' },
    command: { title: 'Do', label: 'Commands' },
  },
};
