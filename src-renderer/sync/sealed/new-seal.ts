// The choices about the seal of a new room.
import { OWN_SECRET_CHARS_MIN } from '../../../src-shared/room-secret.ts';
import { newRoomSecret } from '../../../src-shared/sealed.ts';
import { strings } from '../../strings/all-strings.ts';

export interface NewSeal {
  isOn: boolean;
  /** A key made for it. */
  fresh: string;
  /** Whether the creator of the room confirms that they have saved the new key. */
  isNoted: boolean;
  /** One that is used instead of the fresh one; null for the fresh one. */
  own: string | null;
}

export function newSeal(): NewSeal {
  return { isOn: false, fresh: newRoomSecret(), isNoted: false, own: null };
}

/** The secret to seal with; null for a room that is not sealed. */
export function secretOf({ isOn, fresh, own }: NewSeal): string | null {
  return isOn ? (own?.trim() ?? fresh) : null;
}

/** Why a room cannot be made with it yet. */
export function keyProblem({ isOn, isNoted, own }: NewSeal): string | null {
  if (!isOn) return null;
  if (own === null) return isNoted ? null : strings.sealing.keepFirst;
  return own.trim().length < OWN_SECRET_CHARS_MIN ? strings.sealing.tooShort(OWN_SECRET_CHARS_MIN) : null;
}
