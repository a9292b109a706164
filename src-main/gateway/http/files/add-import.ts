// Uploads an archive of another program: POST /api/imports?name=… with the file itself as the body.
import type { Import } from '../../../../src-shared/imports.ts';
import { requireImporter } from '../../domain/imports/commands.ts';
import { actorOfRequest } from '../authenticate.ts';
import type { HttpDeps } from '../app.ts';
import type { Asked } from '../endpoints.ts';
import { announcedOf, wholeBody } from './upload.ts';

const ARCHIVE = /^(?:application|text)\//i;

/** Replies once the file is stored. It is read afterwards. */
export async function addImport(
  { core, cookieName, uploads, imports }: HttpDeps,
  { c, actor: asker, request: { name, as } }: Asked<'add_import'>,
): Promise<Import> {
  const { incoming } = c.env;
  requireImporter(core, asker);
  // The free space on the disk is the only limit.
  const limits = { bytesMax: Number.MAX_SAFE_INTEGER, freeBytes: uploads.freeBytes, announced: announcedOf(incoming, ARCHIVE) };
  const received = await uploads.blobs.receive(wholeBody(incoming), limits);
  try {
    // Checks again: access may have ended while the body was read.
    const actor = await actorOfRequest(core, cookieName, c);
    requireImporter(core, actor);
    return (await imports()).add(received.path, { name, as: as ?? null, by_id: actor.participant_id });
  } catch (error) {
    await uploads.blobs.discard(received);
    throw error;
  }
}
