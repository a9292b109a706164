// Shows the server that the command has the key. The key itself is sent only where no other account of this machine can listen. Over
// a port the command proves the key, and only to a program that has proved first that it knows the key too.
import { lstatSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { AppError } from '../../src-shared/errors.ts';
import { clientProof, isServerProof, keyHash, newNonce } from '../../src-shared/key-proof.ts';
import { ChallengeReply, type ChallengeRequest } from '../../src-shared/registration.ts';
import { Failure } from './failure.ts';

const OTHERS = 0o077;

export type Credential = { key: string } | { proof: string };

export interface KeyProof {
  challenge: ChallengeRequest;
  /** Throws Failure when the other side has not shown that it knows the key. */
  answer(reply: unknown): Credential;
}

/** `at`: the server's address, in the form of key-proof.ts in src-shared. */
export function proofOf(key: string, at: string): KeyProof {
  const challenge = { key_hash: keyHash(key), nonce: newNonce(), at };
  return {
    challenge,
    answer(reply) {
      const { data } = z.safeParse(ChallengeReply, reply);
      if (!data) throw unknown();
      const terms = { key_hash: challenge.key_hash, client_nonce: challenge.nonce, server_nonce: data.nonce, at };
      if (!isServerProof(key, terms, data.proof)) throw unknown();
      return { proof: clientProof(key, terms) };
    },
  };
}

/** `at`: null where the key itself may be sent. */
export async function credentialFor(
  key: string,
  at: string | null,
  ask: (challenge: ChallengeRequest) => Promise<unknown>,
): Promise<Credential> {
  if (at === null) return { key };
  const { challenge, answer } = proofOf(key, at);
  return answer(await ask(challenge).catch((error: unknown) => Promise.reject(refusedProof(error))));
}

/** A program that does not know `challenge` is not the server, or is an older version of it. */
export function refusedProof(error: unknown): unknown {
  const isUnknown = error instanceof AppError && ['invalid_payload', 'not_registered', 'internal_error'].includes(error.code);
  return isUnknown ? unknown(error) : error;
}

function unknown(cause?: unknown): Failure {
  return new Failure('The program that answers there did not prove that it knows the key. The key was not sent to it.', undefined, {
    cause,
  });
}

/** True if the socket's folder belongs to this account and gives no access to others, so that no other account can listen there. */
export function isPrivateSocket(file: string): boolean {
  const uid = process.getuid?.();
  if (uid === undefined) return false;
  try {
    const folder = lstatSync(path.dirname(path.resolve(file)));
    return folder.isDirectory() && folder.uid === uid && (folder.mode & OTHERS) === 0;
  } catch {
    return false;
  }
}
