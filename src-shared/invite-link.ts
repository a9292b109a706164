import { JOIN_PATH } from '../../../src-shared/http.ts';

const CODE = /^#[A-Za-z0-9_-]{1,200}$/;

/** The address of a pasted invite link. Null for other texts. */
export function inviteAddress(pasted: string): string | null {
  const text = pasted.trim();
  const url = parsed(text.includes('://') ? text : `http://${text}`);
  // A pasted "javascript:" or "file:" address is not an invite.
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  return url.pathname === JOIN_PATH && CODE.test(url.hash) ? `${url.origin}${JOIN_PATH}${url.hash}` : null;
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
