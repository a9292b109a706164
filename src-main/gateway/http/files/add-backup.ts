// Uploads a backup: POST /api/backups/added?name=… with the file itself as the body.
import type { Backups } from '../../../../src-shared/maintenance.ts';
import { requireHomeOwner } from '../../domain/maintenance/commands.ts';
import { actorOfRequest } from '../authenticate.ts';
import type { HttpDeps } from '../app.ts';
import type { Asked } from '../endpoints.ts';
import { announcedOf, wholeBody } from './upload.ts';

const ARCHIVE = /^application\/(?!(?:[a-z0-9.-]+\+)?json)/i;

/** Replies once the file is stored. The check and its result are shown with the home's backups. */
export async function addBackup(
  { core, cookieName, uploads, backups }: HttpDeps,
  { c, actor: asker, request: { name } }: Asked<'add_backup'>,
): Promise<Backups> {
  const { incoming } = c.env;
  requireHomeOwner(core, asker);
  // The free space on the disk is the only limit.
  const limits = { bytesMax: Number.MAX_SAFE_INTEGER, freeBytes: uploads.freeBytes, announced: announcedOf(incoming, ARCHIVE) };
  const received = await uploads.blobs.receive(wholeBody(incoming), limits);
  try {
    // Checks again: access may have ended while the body was read.
    const actor = await actorOfRequest(core, cookieName, c);
    requireHomeOwner(core, actor);
    backups.add(received.path, name);
    return backups.state();
  } catch (error) {
    await uploads.blobs.discard(received);
    throw error;
  }
}
