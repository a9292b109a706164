import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');
const messages = (count: number): string => plural(count, { one: '# message', other: '# messages' });
const rooms = (count: number): string => plural(count, { one: '# room', other: '# rooms' });
const files = (count: number): string => plural(count, { one: '# file', other: '# files' });

export const keepingWords = {
  retention: 'How long messages stay',
  retentionLead:
    'For the whole home: every room, direct and sealed ones too, with decisions, files and what messages said before they were changed. Votes and tasks stay. What is in backups stays there.',
  keepMessages: 'Keep messages',
  forEver: 'For ever',
  days: (count: number) => plural(count, { one: 'For # day', other: 'For # days' }),
  counting: 'Counting',
  noneOlder: 'No message is older than that now. From then on messages are deleted when they reach that age.',
  someOlder: (count: number, inRooms: number) =>
    `${plural(count, { one: '# message is', other: '# messages are' })} older than that, in ${rooms(inRooms)}, and will be deleted for good at once. Later ones follow when they reach that age.`,
  deleteOld: 'Delete old messages',
  deleteOldTitle: 'Delete old messages for good',
  deleteOldText: 'Nobody can bring them back, except from a backup that was made before.',
  keepThem: 'Keep them after all',
  goneBefore: (days: number) =>
    plural(days, { one: 'Messages are deleted here after # day.', other: 'Messages are deleted here after # days.' }),

  storage: 'Storage',
  storageLead: 'Everything is in one folder on this computer.',
  usedBy: 'Use by person and key',
  usedWithKey: (label: string) => `Agents with the key “${label}”`,
  openFolder: 'Open folder',
  database: 'Messages',
  index: 'Search',
  files: 'Files',
  backupsPart: 'Backups',
  free: (size: string) => `${size} free on this disk`,
  used: (size: string) => `${size} used`,
  sizes: (size: string) => `Storage used: ${size}`,
  loading: 'Looking at the disk',

  backups: 'Backups',
  backupsLead: 'One file with every message, room and file in it, made while the home runs. Keep a copy on another disk.',
  backUpNow: 'Back up now',
  every: 'Automatic backups',
  everyChoices: { never: 'Never', day: 'Every day', week: 'Every week' },
  keep: 'Keep the newest',
  keepCount: (count: number) => plural(count, { one: '# backup', other: '# backups' }),
  addBackup: 'Add a backup from a file',
  addBackupText: 'One that lies elsewhere, on another disk or from another computer. It is checked, and can be restored then.',
  toAdd: 'Backup to add',
  noBackups: 'There is no backup yet.',
  listOf: 'Backups of this home',
  kinds: { asked: '', automatic: 'by itself', 'before-restore': 'before a restore', added: 'added' },
  facts: (counts: { rooms: number; messages: number; files: number }, size: string) =>
    [messages(counts.messages), rooms(counts.rooms), files(counts.files), size].join(' · '),
  ofOther: (home: string) => `of another home, ${home}`,
  unreadable: 'This file is no backup, or it is damaged.',
  restore: 'Restore',
  restoreOf: (date: string) => `Restore the backup of ${date}`,
  deleteOf: (date: string) => `Delete the backup of ${date}`,
  deleteTitle: 'Delete this backup',
  deleteText: (date: string) => `The backup of ${date} is gone for good then.`,
  deleteAction: 'Delete backup',
  restoreTitle: 'Go back to this backup',
  restoreText: (date: string) =>
    `The home becomes what it was on ${date}. Everything that was written, made or changed since then is gone from it: messages, files, rooms, people and keys. ` +
    'A backup of now is made first, so that you can come back. Everybody is disconnected for a moment. Access that you took from somebody since stays taken.',
  restoreOther: 'It is of another home: people who were let in here need new invites.',
  restoreAction: 'Back up and restore',
  doing: { 'backing-up': 'Making a backup', checking: 'Checking the backup', restoring: 'Restarting with the backup' },
  done: (percent: string) => `${percent} %`,
  onlyOwner: 'Only the owner can restore or delete backups.',
};
