// A page and its server prove to each other that both hold the session's page secret, without sending it. The session
// cookie alone is worth nothing: browsers send cookies to every port of a host, and any program on one of them could read
// it. docs/security.md describes the whole design.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';

/** The proof of a request, where a header can be set. */
export const PROOF_HEADER = 'x-lanai-proof';
/** The last parameter of a signed address: for what the browser fetches itself, like pictures and downloads. */
export const PROOF_PARAMETER = 'proof';

const NONCE_BYTES = 16;
const DAY_MS = 24 * 60 * 60 * 1000;
/** A signed address is good until the end of the next day: it stays the same for a day, so that browsers can cache. */
export const ADDRESS_LIFETIME_MS = 2 * DAY_MS;

/** The page's half of its session, in the storage of its own origin. The cookie is the other half. */
export const PageSession = z.object({ id: z.string(), secret: z.string() });
export type PageSession = z.infer<typeof PageSession>;

const nonce = z.string().check(z.minLength(16), z.maxLength(100));

export const PageChallenge = z.object({ session_id: z.string().check(z.maxLength(100)), nonce });
export const PageChallengeReply = z.object({
  /** Of this run of the server. Every proof of a request contains it, so that all end with the run. */
  server_nonce: z.string(),
  /** Of this handshake. */
  nonce: z.string(),
  /** The server's time. */
  now: z.number(),
  proof: z.string(),
});
export type PageChallengeReply = z.infer<typeof PageChallengeReply>;

/** The answer to a good proof. */
export interface PageWelcome {
  /** The id of the app that the server serves; null when it serves none. A page of another build is out of date. */
  build: string | null;
}

/** `program`: no page, but a program of the person. It may do less, and its messages say so. */
export const PageProof = z.object({ proof: z.string().check(z.maxLength(200)), program: z.optional(z.boolean()) });

export interface Handshake {
  session_id: string;
  /** host:port in the page's address, and in the server's Host header: a proof for one address is worth nothing at another. */
  host: string;
  page_nonce: string;
  nonce: string;
  server_nonce: string;
}

export function newNonce(): string {
  return bytesToHex(randomBytes(NONCE_BYTES));
}

export function serverProof(secret: string, shaken: Handshake): string {
  return proofOf(secret, 'server', ...partsOf(shaken));
}

export function pageProof(secret: string, shaken: Handshake): string {
  return proofOf(secret, 'page', ...partsOf(shaken));
}

/** That the page had this session, which has ended: it is shown the reason. */
export function endedProof(secret: string, sessionId: string): string {
  return proofOf(secret, 'ended', sessionId);
}

export interface Where {
  server_nonce: string;
  host: string;
}

/** `path`: with its query, as it is sent. */
export function requestProof(secret: string, { server_nonce, host }: Where, method: string, path: string): string {
  return proofOf(secret, 'request', server_nonce, host, method, path);
}

/** For reading this address until then. */
export function addressProof(secret: string, { server_nonce, host }: Where, path: string, until: number): string {
  return `${until.toString(36)}.${proofOf(secret, 'address', server_nonce, host, path, String(until))}`;
}

/** Until when an address is good that is signed now. */
export function addressEnd(now: number): number {
  return Math.floor(now / DAY_MS) * DAY_MS + ADDRESS_LIFETIME_MS;
}

export function withProof(path: string, proof: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${PROOF_PARAMETER}=${proof}`;
}

/** An address taken apart; `proof` is null when it has none at its end. */
export function withoutProof(address: string): { path: string; proof: string | null } {
  const found = /[?&]proof=([\w.]*)$/.exec(address);
  return found ? { path: address.slice(0, found.index), proof: found[1] ?? '' } : { path: address, proof: null };
}

/** Compares without ending early. */
export function isSameProof(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}

function partsOf({ session_id, host, page_nonce, nonce: own, server_nonce }: Handshake): string[] {
  return [session_id, host, page_nonce, own, server_nonce];
}

/** JSON keeps the parts apart, and the purpose is first: a proof for one purpose is none for another. */
function proofOf(secret: string, purpose: string, ...parts: string[]): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(JSON.stringify([purpose, ...parts]))));
}
