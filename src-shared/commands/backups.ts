import * as z from 'zod/mini';
import { described } from '../described.ts';
import { BackupPlan, Backups, PASSPHRASE_CHARS_MAX, PASSPHRASE_CHARS_MIN } from '../maintenance.ts';
import { id, nothing, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const aboutBackup = z.object({ name: id });

export const BACKUP_COMMANDS = {
  list_backups: {
    title: 'List backups',
    summary: 'List the backups of the home, with the work on them that is under way.',
    right: 'admin',
    request: nothing,
    reply: Backups,
    http: 'GET /api/backups',
    readOnly: true,
  },
  back_up: {
    title: 'Back up the home',
    summary: 'Start a backup of everything, files included. It runs on after the reply.',
    right: 'admin',
    request: nothing,
    reply: Backups,
    http: 'POST /api/backups',
    readOnly: false,
    audit: { topic: 'backups' },
  },
  plan_backups: {
    title: 'Plan backups',
    summary: 'Set how often the home backs itself up, and how many of these backups it keeps.',
    right: 'admin',
    request: BackupPlan,
    reply: Backups,
    http: 'PUT /api/backups/plan',
    readOnly: false,
    audit: { topic: 'backups', facts: ['every', 'keep'] },
  },
  encrypt_backups: {
    title: 'Encrypt backups',
    summary: 'Encrypt the backups that are made from now on with a passphrase. Earlier ones stay as they are.',
    right: 'admin',
    request: z.object({
      passphrase: described(
        'Null: later backups are not encrypted. The server keeps a key that is made of it, and cannot show it again.',
        z.nullable(z.string().check(z.minLength(PASSPHRASE_CHARS_MIN), z.maxLength(PASSPHRASE_CHARS_MAX))),
      ),
    }),
    reply: Backups,
    http: 'PUT /api/backups/encryption',
    readOnly: false,
    audit: { topic: 'backups', has: 'passphrase' },
  },
  delete_backup: {
    title: 'Delete a backup',
    summary: 'Delete a backup for good.',
    right: 'admin',
    request: aboutBackup,
    reply: Backups,
    http: 'DELETE /api/backups/:name',
    readOnly: false,
    audit: { topic: 'backups', facts: ['name'] },
  },
  restore_backup: {
    title: 'Restore a backup',
    summary: 'Replace the home with a backup, after a backup of its present state. All connections end, and clients connect again.',
    right: 'admin',
    request: z.extend(aboutBackup, {
      passphrase: described(
        'Of an encrypted backup, unless the server has its key.',
        optional(z.string().check(z.minLength(1), z.maxLength(PASSPHRASE_CHARS_MAX))),
      ),
    }),
    reply: Backups,
    http: 'POST /api/backups/:name/restore',
    readOnly: false,
    audit: { topic: 'backups', facts: ['name'] },
  },
} as const satisfies Record<string, CommandRow>;
