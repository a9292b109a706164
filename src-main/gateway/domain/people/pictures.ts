// People's own pictures: who may set one, what is taken for one, and who may see it.
import { AppError } from '../../../../src-shared/errors.ts';
import { PICTURE_SIDE_MAX } from '../../../../src-shared/limits.ts';
import type { Participant } from '../../../../src-shared/objects.ts';
import type { Looked } from '../../store/blobs/file-type.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { requirePermission, has, canSeeParticipant } from '../policy.ts';

/** Pictures that every browser draws, do not move and hold no program. */
const TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);

/** Asked before the first byte is taken, and again after the last. */
export function requirePictured(core: Core, actor: Actor): void {
  requirePermission(has(actor, 'admin'), 'This key does not allow that.');
  requirePermission(core.participant(actor.participant_id).kind === 'person', 'Agents have a colour, not a picture.');
}

/** Throws unless it is a small square image, whatever its declared type. */
export function refuseUnfit({ type, size }: Looked): void {
  if (!TYPES.has(type)) throw new AppError('unsupported_media_type', 'A profile picture must be a PNG, JPEG or WebP.');
  const isFit = size !== null && size.width === size.height && size.width <= PICTURE_SIDE_MAX;
  if (!isFit) throw new AppError('invalid_payload', `A profile picture must be square, with at most ${PICTURE_SIDE_MAX} pixels a side.`);
}

/** Its content is on disk already. */
export function setPicture(core: Core, actor: Actor, sha256: string): Promise<Participant> {
  requirePictured(core, actor);
  return core.write('updateProfile', { id: actor.participant_id, change: { picture: sha256 } });
}

/** The picture of a participant whom the actor may see. A hidden or a replaced picture counts as missing. */
export function pictureOf(core: Core, actor: Actor, { id, sha256 }: { id: string; sha256: string }): string {
  requirePermission(has(actor, 'read'), 'This key does not allow that.');
  const isThere = core.directory.participant(id)?.picture === sha256 && canSeeParticipant(core.directory, actor, id);
  if (!isThere) throw new AppError('file_not_found', 'There is no such picture here.');
  return sha256;
}
