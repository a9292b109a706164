import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const messages = (count: number): string => plural(count, { one: '# message', other: '# messages' });
const files = (count: number): string => plural(count, { one: '# file', other: '# files' });
const rooms = (count: number): string => plural(count, { one: '# room', other: '# rooms' });

/** Exports of rooms and of one's own messages. */
export const exportingWords = {
  menu: 'Export…',
  titles: { home: 'Export rooms', room: (room: string) => `Export ${room}`, own: 'Export your messages' },
  home: 'Export',
  homeLead:
    'All rooms that you can read, with their files, for reading elsewhere and for other programs. A backup brings a home back; an export does not.',
  homeAction: 'Export rooms…',
  own: 'Your messages',
  ownLead: 'Download all that you wrote in the rooms that you can read, with your files.',
  ownAction: 'Export your messages…',
  format: 'Format',
  formats: {
    html: { label: 'Web pages', text: 'Opens in a browser without a network, and can be printed.' },
    markdown: { label: 'Markdown', text: 'A text document for each room.' },
    jsonl: { label: 'JSONL', text: 'Complete, for another Lanai and for programs.' },
    slack: { label: 'Slack', text: 'For programs that read exports of Slack.' },
  },
  counting: 'Counting…',
  ofRooms: (roomCount: number, messageCount: number, fileCount: number) =>
    `${rooms(roomCount)} with ${messages(messageCount)} and ${files(fileCount)}.`,
  ofRoom: (messageCount: number, fileCount: number) => `${messages(messageCount)} and ${files(fileCount)}.`,
  ofOwn: (roomCount: number) => `Your messages in ${rooms(roomCount)}. Messages of others are not in it.`,
  leftOut: 'Deleted messages are not in it.',
  encrypted: (count: number) => plural(count, { one: '# encrypted room is left out.', other: '# encrypted rooms are left out.' }),
  passing: (count: number) => plural(count, { one: '# ephemeral room is left out.', other: '# ephemeral rooms are left out.' }),
  plain: 'Anyone who has the file can read it.',
  begun: 'The download has started. To cancel it, cancel the download.',
  download: 'Download',
  notAllowed: 'Only the owner and admins can export rooms.',
  sealed: 'This room is encrypted. The server cannot read it, so there is no export of it.',
};
