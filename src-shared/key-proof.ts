// Proof of a key: a program shows that it has the key, and the server that it knows it, and neither sends it. This is the shape
// of SCRAM-SHA-256 (RFC 5802, RFC 7677) without salt and iterations: a key is 256 random bits, so there is nothing to guess.
// The terms name the address at which they meet. A program that took the port of a server cannot pass the proof on to it.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js';

const LABEL = 'lanai-key-proof-1';
const NONCE_BYTES = 32;
const PROOF = /^[0-9a-f]{64}$/;

/** The server's form of a key: enough to check a proof and to make its own, and not enough to be the client. */
export interface KeyVerifier {
  stored_key: string;
  server_key: string;
}

export interface ProofTerms {
  /** SHA-256 of the key, by which the server finds it. */
  key_hash: string;
  client_nonce: string;
  server_nonce: string;
  /** The address at which the client reached the server: see `addressText`. */
  at: string;
}

/** `at` of a connection over TLS: the certificate has named the server already. */
export const AT_TLS = 'tls';

export function newNonce(): string {
  return bytesToHex(randomBytes(NONCE_BYTES));
}

export function keyHash(key: string): string {
  return bytesToHex(sha256(utf8ToBytes(key)));
}

export function verifierOf(key: string): KeyVerifier {
  return { stored_key: bytesToHex(sha256(clientKey(key))), server_key: bytesToHex(derived(key, 'Server Key')) };
}

export function clientProof(key: string, terms: ProofTerms): string {
  const own = clientKey(key);
  return bytesToHex(xor(own, signed(sha256(own), terms)));
}

export function isClientProof({ stored_key }: KeyVerifier, terms: ProofTerms, proof: string): boolean {
  if (!PROOF.test(proof)) return false;
  const own = xor(hexToBytes(proof), signed(hexToBytes(stored_key), terms));
  // No client can choose the input of these hashes, so the time of the comparison gives nothing away.
  return bytesToHex(sha256(own)) === stored_key;
}

export function serverProof({ server_key }: KeyVerifier, terms: ProofTerms): string {
  return bytesToHex(signed(hexToBytes(server_key), terms));
}

export function isServerProof(key: string, terms: ProofTerms, proof: string): boolean {
  return serverProof(verifierOf(key), terms) === proof;
}

/** The server's end of a TCP connection as both ends see it: IPv4 inside of IPv6 is IPv4, and a zone is each machine's own. */
export function addressText(address: string | undefined, port: number | undefined): string {
  return `${(address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')}:${port ?? 0}`;
}

function clientKey(key: string): Uint8Array {
  return derived(key, 'Client Key');
}

function derived(key: string, label: string): Uint8Array {
  return hmac(sha256, utf8ToBytes(key), utf8ToBytes(label));
}

/** None of the parts has a line break, so two different terms are never one text. */
function signed(by: Uint8Array, { key_hash, client_nonce, server_nonce, at }: ProofTerms): Uint8Array {
  return hmac(sha256, by, utf8ToBytes([LABEL, key_hash, client_nonce, server_nonce, at].join('\n')));
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ (b[index] ?? 0));
}
