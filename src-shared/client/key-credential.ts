// Shows the server that a client has a key. The key itself is sent only where no other account of the machine can listen. Elsewhere
// the client proves it, and only to a program that has proved first that it knows the key too.
import * as z from 'zod/mini';
import { AppError } from '../errors.ts';
import { clientProof, isServerProof, keyHash, newNonce } from '../key-proof.ts';
import { ChallengeReply, type ChallengeRequest } from '../registration.ts';
import { NotOurServer } from '../signer.ts';

export type Credential = { key: string } | { proof: string };

/**
 * `at`: the server's address, in the form of key-proof.ts. Null where the key itself may be sent. Rejects with NotOurServer when
 * the peer has not shown that it knows the key.
 */
export async function credentialFor(
  key: string,
  at: string | null,
  ask: (challenge: ChallengeRequest) => Promise<unknown>,
): Promise<Credential> {
  if (at === null) return { key };
  const challenge = { key_hash: keyHash(key), nonce: newNonce(), at };
  const reply = await ask(challenge).catch((error: unknown) => Promise.reject(isIgnorance(error) ? notOurServer(error) : error));
  const { data } = z.safeParse(ChallengeReply, reply);
  if (!data) throw notOurServer();
  const terms = { key_hash: challenge.key_hash, client_nonce: challenge.nonce, server_nonce: data.nonce, at };
  if (!isServerProof(key, terms, data.proof)) throw notOurServer();
  return { proof: clientProof(key, terms) };
}

/** A program that does not know `challenge` is not the server, or is an older version of it. */
function isIgnorance(error: unknown): boolean {
  return error instanceof AppError && ['invalid_payload', 'not_registered', 'internal_error'].includes(error.code);
}

function notOurServer(cause?: unknown): NotOurServer {
  return new NotOurServer('The program that answers there did not prove that it knows the key. The key was not sent to it.', { cause });
}
