// Uploads a file: POST /api/rooms/{room_id}/files?name=… with the file itself as the body.
import type { IncomingMessage } from 'node:http';
import { AppError } from '../../../../src-shared/errors.ts';
import type { FileInfo } from '../../../../src-shared/files.ts';
import { addFile, refuseUnsealed, UNSEEN, uploadRoom } from '../../domain/files/commands.ts';
import { accountOf, type Actor } from '../../domain/actor.ts';
import type { InFlightCounter } from '../../domain/in-flight.ts';
import { headOf, lookAt } from '../../store/blobs/file-type.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import type { Received } from '../../store/blobs/receive.ts';
import { actorOfRequest } from '../authenticate.ts';
import type { HttpDeps } from '../app.ts';
import type { Asked } from '../endpoints.ts';
import type { HttpContext } from '../env.ts';

export interface Uploads {
  blobs: Blobs;
  /** One file. */
  bytesMax: number;
  underWay: InFlightCounter;
  /** Bytes of files that are coming in, by account. */
  bytesUnderWay: InFlightCounter;
  /** The free space on their disk. */
  freeBytes(): Promise<number>;
}

export async function upload(deps: HttpDeps, { c, actor: asker, request }: Asked<'upload_file'>): Promise<FileInfo> {
  const { core, uploads } = deps;
  const { room_id: roomId, name } = request;
  uploadRoom(core, asker, roomId, uploads.underWay.of(asker.participant_id));
  const announced = announcedOf(c.env.incoming);
  const left = quotaLeft(deps, asker, announced);
  const work = (): Promise<FileInfo> => take(deps, c, { roomId, name, left, asker });
  const bytes = Math.min(announced ?? uploads.bytesMax, left ?? uploads.bytesMax);
  return uploads.underWay.during(asker.participant_id, () => uploads.bytesUnderWay.during(accountOf(asker), work, bytes));
}

/** The bytes left for this upload, beside those of the same account that are coming in; null: no limit. Throws `quota_exceeded`. */
function quotaLeft({ core, uploads }: HttpDeps, asker: Actor, announced: number | null): number | null {
  const quota = core.limits.storageLeft(asker);
  if (quota === null) return null;
  const left = quota - uploads.bytesUnderWay.of(accountOf(asker));
  if (left <= 0 || (announced ?? 0) > left) throw core.limits.quotaExceeded(asker);
  return left;
}

interface Taking {
  roomId: string;
  name: string;
  /** The bytes that the requester may still store; null: no maximum. */
  left: number | null;
  asker: Actor;
}

async function take({ core, cookieName, uploads }: HttpDeps, c: HttpContext, { roomId, name, left, asker }: Taking): Promise<FileInfo> {
  const { incoming } = c.env;
  const limits = { bytesMax: uploads.bytesMax, freeBytes: uploads.freeBytes, announced: announcedOf(incoming) };
  const whole = wholeBody(incoming);
  const body = left === null ? whole : within(left, whole, () => core.limits.quotaExceeded(asker));
  const received = await uploads.blobs.receive(body, limits);
  try {
    // Checks again: access may have ended while the body was read.
    const actor = await actorOfRequest(core, cookieName, c);
    const room = uploadRoom(core, actor, roomId, 0);
    if (room.encrypted) refuseUnsealed(name, await headOf(received.path));
    const looked = room.encrypted ? UNSEEN : await lookAt(received.path);
    return await uploads.blobs.keep(received, () => addFile(core, actor, { room, name, received, looked }));
  } finally {
    await discard(uploads, received);
  }
}

/** Nothing is left beside the contents, whatever happened; a file that was kept is not there any more. */
function discard({ blobs }: HttpDeps['uploads'], received: Received): Promise<void> {
  return blobs.discard(received);
}

/** A form contains the file: stored as it is, it would not be the file that was sent. */
const ANY_FILE = /^(?!multipart\/)/i;

/** `takes`: content types that the body may have. curl sends any body as a form, and some programs send no type: both are taken everywhere. */
export function announcedOf({ headers }: IncomingMessage, takes: RegExp = ANY_FILE): number | null {
  const type = (headers['content-type'] ?? '').trim();
  if (type !== '' && !/^application\/(?:octet-stream|x-www-form-urlencoded)\s*(?:;|$)/i.test(type) && !takes.test(type))
    throw new AppError(
      'unsupported_media_type',
      'Send the file itself as the body, not a form or text around it. With curl: --data-binary @FILE',
    );
  if (headers['content-encoding'] !== undefined)
    throw new AppError('unsupported_media_type', 'Send the file as it is, without an encoding.');
  const length = headers['content-length'];
  return length === undefined ? null : Number(length);
}

/** Throws the refusal when more than `bytesMax` come, of a file whose size was not announced. */
async function* within(bytesMax: number, body: AsyncIterable<Uint8Array>, refusal: () => AppError): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw refusal();
    yield chunk;
  }
}

/** A connection that ends before its body does is an error, not the end of a shorter file. */
export async function* wholeBody(incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    // The connection has to outlast the reading. Otherwise the client never gets the reason. The chunks are typed as `any`; without
    // an encoding they are Buffers.
    for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    throw new AppError('invalid_payload', 'The connection ended before the file was complete.', { cause: error });
  }
  if (!incoming.complete) throw new AppError('invalid_payload', 'The connection ended before the file was complete.');
}
