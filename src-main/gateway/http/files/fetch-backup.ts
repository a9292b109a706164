// Downloads a backup: GET /api/backups/{name}/file.
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../../../../src-shared/errors.ts';
import { requireHomeOwner } from '../../domain/maintenance/commands.ts';
import { requirePermission } from '../../domain/policy.ts';
import type { HttpDeps } from '../app.ts';
import type { Asked } from '../endpoints.ts';
import { backupHeaders } from './file-headers.ts';
import { sendFile } from './send-file.ts';

/** A backup holds all of the home, so only the owner in a browser gets one: an agent with the owner's key does not. */
export async function fetchBackup(
  { core, backups, log }: HttpDeps,
  { c, actor, request: { name } }: Asked<'fetch_backup'>,
): Promise<Response> {
  requireHomeOwner(core, actor);
  requirePermission(core.participant(actor.participant_id).kind === 'person', 'Agents get no backups.');
  const handle = await opened(backups.fileOf(name));
  const { size, mtimeMs } = await handle.stat();
  const etag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
  let isTaken = false;
  const opens = async (): Promise<FileHandle> => {
    isTaken = true;
    return handle;
  };
  try {
    return await sendFile(c, { size, etag, headers: backupHeaders(name, etag), open: opens }, log);
  } finally {
    if (!isTaken) await handle.close();
  }
}

/** A link in the folder could lead to any file of the computer, and a pipe would keep the thread. */
async function opened(path: string): Promise<FileHandle> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    if ((await handle.stat()).isFile()) return handle;
  } catch (error) {
    throw new AppError('backup_not_found', undefined, { cause: error });
  }
  await handle.close();
  throw new AppError('backup_not_found');
}
