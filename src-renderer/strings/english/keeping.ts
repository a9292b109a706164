import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');
const messages = (count: number): string => plural(count, { one: '# message', other: '# messages' });
const rooms = (count: number): string => plural(count, { one: '# room', other: '# rooms' });
const files = (count: number): string => plural(count, { one: '# file', other: '# files' });

export const keepingWords = {
  retention: 'How long messages stay',
  retentionLead:
    'Applies to every room, including direct and sealed rooms, with decisions, files and earlier texts of edited messages. Votes, tasks and backups are kept.',
  keepMessages: 'Keep messages',
  forEver: 'Forever',
  days: (count: number) => plural(count, { one: 'For # day', other: 'For # days' }),
  counting: 'Counting',
  noneOlder: 'No message is that old now. Messages will be deleted when they reach that age.',
  someOlder: (count: number, inRooms: number) =>
    `${plural(count, { one: '# message is', other: '# messages are' })} older than that, in ${rooms(inRooms)}, and will be permanently deleted now. Later messages follow when they reach that age.`,
  deleteOld: 'Delete old messages',
  deleteOldTitle: 'Permanently delete old messages',
  deleteOldText: 'They can be restored only from an earlier backup.',
  keepThem: 'Cancel',

  storage: 'Storage',
  storageLead: 'Everything is in one folder on this computer.',
  usedBy: 'Usage by person and key',
  usedWithKey: (label: string) => `Agents with the key “${label}”`,
  openFolder: 'Open folder',
  database: 'Messages',
  index: 'Search',
  files: 'Files',
  backupsPart: 'Backups',
  free: (size: string) => `${size} free on this disk`,
  used: (size: string) => `${size} used`,
  sizes: (size: string) => `Storage used: ${size}`,
  loading: 'Loading storage',

  backups: 'Backups',
  backupsLead:
    'A backup is one file with all messages, rooms and files. Backups are in the “backups” folder of this home, on its computer. Download one to keep a copy on another disk.',
  failing: (when: string, problem: string) => `The automatic backup of ${when} failed: ${problem} It is tried again every hour.`,
  backUpNow: 'Back up now',
  every: 'Automatic backups',
  everyChoices: { never: 'Never', day: 'Every day', week: 'Every week' },
  keep: 'Keep the newest',
  keepCount: (count: number) => plural(count, { one: '# backup', other: '# backups' }),
  addBackup: 'Add a backup from a file',
  addBackupText:
    'From another disk or computer. Lanai checks the file before you can restore it, and an encrypted one once you enter its passphrase.',
  toAdd: 'Backup to add',
  noBackups: 'No backups yet.',
  listOf: 'Backups of this home',
  kinds: { asked: '', automatic: 'automatic', 'before-restore': 'before a restore', added: 'added' },
  facts: (counts: { rooms: number; messages: number; files: number }, size: string) =>
    [messages(counts.messages), rooms(counts.rooms), files(counts.files), size].join(' · '),
  ofOther: (home: string) => `of another home, ${home}`,
  ofUnknown: 'of another home',
  unreadable: 'This file is not a backup, or it is damaged.',
  restore: 'Restore',
  restoreOf: (date: string) => `Restore the backup of ${date}`,
  downloadOf: (date: string) => `Download the backup of ${date}`,
  deleteOf: (date: string) => `Delete the backup of ${date}`,
  deleteTitle: 'Delete this backup',
  deleteText: (date: string) => `The backup of ${date} is permanently deleted.`,
  deleteAction: 'Delete backup',
  restoreTitle: 'Restore this backup',
  restoreText: (date: string) =>
    `The home returns to its state of ${date}. All changes since then are lost: messages, files, rooms, people and keys. ` +
    'The present state is backed up first. Everyone is disconnected for a moment. Access that you revoked since then stays revoked.',
  restoreOther: 'The backup is of another home. People of this home need new invites.',
  restoreAction: 'Back up and restore',
  doing: { 'backing-up': 'Making a backup', checking: 'Checking the backup', restoring: 'Restarting with the backup' },
  done: (percent: string) => `${percent} %`,
  onlyOwner: 'Only the owner can restore, download or delete backups.',
};
