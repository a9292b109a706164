// The tokens of users: JSON Web Tokens with HS256 and nothing else. A token names a session of the home, so it ends with the session.
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';

export const ISSUER = 'agent-messenger';
const HEADER = base64({ alg: 'HS256', typ: 'JWT' });
const TOKEN_CHARS_MAX = 2_048;

const Header = z.object({ alg: z.literal('HS256'), typ: z.optional(z.string()), crit: z.optional(z.never()) });
const Claims = z.object({
  user_id: z.string(),
  username: z.string(),
  /** The session. */
  sid: z.string(),
  iss: z.literal(ISSUER),
  /** In seconds. */
  iat: z.number(),
  exp: z.number(),
});
export type Claims = z.infer<typeof Claims>;

export function signToken(claims: Claims, secret: string): string {
  const signed = `${HEADER}.${base64(claims)}`;
  return `${signed}.${signature(signed, secret).toString('base64url')}`;
}

/** Null for a token that is malformed, of another algorithm, signed with another secret, or over. */
export function claimsOf(token: string, secret: string, now: number): Claims | null {
  if (token.length > TOKEN_CHARS_MAX) return null;
  const [header = '', payload = '', mark = '', ...rest] = token.split('.');
  if (rest.length > 0) return null;
  const given = Buffer.from(mark, 'base64url');
  const right = signature(`${header}.${payload}`, secret);
  // Another text of the same bytes is another token: only one form is good.
  if (given.length !== right.length || !timingSafeEqual(given, right) || given.toString('base64url') !== mark) return null;
  if (!Header.safeParse(fromBase64(header)).success) return null;
  const claims = Claims.safeParse(fromBase64(payload)).data;
  return claims && claims.exp * 1_000 > now ? claims : null;
}

function signature(text: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function fromBase64(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
