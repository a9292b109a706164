import { AppError } from '../../../src-shared/errors.ts';

/** Why an invite cannot be used. `other`: it is not an invite of this server. */
export type WhyVoid = 'invite_withdrawn' | 'invite_expired' | 'invite_used' | 'other';

/** Null: the error is no answer about the invite, and trying again may help. */
export function whyVoid(error: unknown): WhyVoid | null {
  if (!(error instanceof AppError)) return null;
  switch (error.code) {
    case 'invite_withdrawn':
    case 'invite_expired':
    case 'invite_used':
      return error.code;
    case 'invite_invalid':
    case 'invite_not_found':
    case 'invalid_payload':
      return 'other';
    default:
      return null;
  }
}
