// Profile pictures: PUT /api/profile/picture with the image as the body, GET /api/people/{id}/picture/{sha256}.
import { readFile } from 'node:fs/promises';
import { AppError } from '../../../../src-shared/errors.ts';
import { PICTURE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import type { Participant } from '../../../../src-shared/objects.ts';
import { requirePictured, pictureOf, refuseUnfit, setPicture } from '../../domain/people/pictures.ts';
import { lookAt } from '../../store/blobs/file-type.ts';
import { actorOfRequest } from '../authenticate.ts';
import type { HttpDeps } from '../app.ts';
import type { Asked } from '../endpoints.ts';
import { fileHeaders } from './file-headers.ts';
import { announcedOf, wholeBody } from './upload.ts';

export const PICTURE = /^image\//i;

export async function putPicture({ core, cookieName, uploads }: HttpDeps, { c, actor: asker }: Asked<'set_picture'>): Promise<Participant> {
  const { incoming } = c.env;
  requirePictured(core, asker);
  const limits = { bytesMax: PICTURE_BYTES_MAX, freeBytes: uploads.freeBytes, announced: announcedOf(incoming, PICTURE) };
  const received = await uploads.blobs.receive(wholeBody(incoming), limits);
  try {
    refuseUnfit(await lookAt(received.path));
    // Checks again: access may have ended while the body was read.
    const actor = await actorOfRequest(core, cookieName, c);
    return await uploads.blobs.keep(received, () => setPicture(core, actor, received.sha256));
  } finally {
    await uploads.blobs.discard(received);
  }
}

const CACHED = `private, max-age=${7 * 24 * 60 * 60}, immutable`;

/** Headers that keep the image from running code. Its type is detected again, so that it never comes from outside. */
export async function getPicture({ core, uploads }: HttpDeps, { actor, request }: Asked<'fetch_picture'>): Promise<Response> {
  const { participant_id: id, sha256 } = request;
  const path = uploads.blobs.pathOf(pictureOf(core, actor, { id, sha256 }));
  try {
    const [{ type }, bytes] = await Promise.all([lookAt(path), readFile(path)]);
    // The address contains the hash, so another picture has another address.
    const headers = { ...fileHeaders({ name: 'picture', type, sha256 }, { isDownload: false }), 'cache-control': CACHED };
    return new Response(bytes, { headers });
  } catch (error) {
    throw new AppError('file_not_found', 'That picture is not on the disk any more.', { cause: error });
  }
}
