// An agent proves a key without sending it (src-shared/key-proof.ts): a challenge, then `register` with a proof.
import { AppError } from '../../../../src-shared/errors.ts';
import { AT_TLS, isClientProof, newNonce, serverProof, type KeyVerifier, type ProofTerms } from '../../../../src-shared/key-proof.ts';
import type { ChallengeReply, ChallengeRequest, RegisterRequest } from '../../../../src-shared/registration.ts';
import type { Core } from '../../domain/core.ts';
import { heldKey, heldKeyOf, InvalidKey } from '../../domain/keys/commands.ts';
import { hashSecret } from '../../domain/access/secrets.ts';
import type { Connection } from '../../realtime/connection.ts';

interface Challenge {
  terms: ProofTerms;
  verifier: KeyVerifier;
}

export class KeyProofs {
  readonly #core: Core;
  /** The last challenge of a connection. It is good for one proof, so a proof that was overheard is good for none. */
  readonly #open = new WeakMap<Connection, Challenge>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Throws `unauthorized`, also when the server cannot prove itself: then the client must not send a proof. */
  challenge(connection: Connection, { key_hash, nonce, at }: ChallengeRequest): ChallengeReply {
    this.#open.delete(connection);
    if (at !== AT_TLS && at !== connection.peer.at) {
      // A program in between passes this on from its own address.
      throw new AppError('unauthorized', `This home was reached at ${connection.peer.at}, and not at the address that was asked.`);
    }
    const held = heldKeyOf(this.#core, key_hash);
    if (!held) throw new AppError('unauthorized', NOT_VALID);
    const verifier = this.#core.directory.keys.verifier(key_hash);
    if (!verifier) throw new AppError('unauthorized', 'This key is from before keys could be proved. Give it another secret under Keys.');
    const terms = { key_hash, client_nonce: nonce, server_nonce: newNonce(), at };
    this.#open.set(connection, { terms, verifier });
    return { nonce: terms.server_nonce, proof: serverProof(verifier, terms) };
  }

  /** The hash of the key that the client has sent or proved. Throws InvalidKey. */
  shown(connection: Connection, { key, proof }: RegisterRequest): string {
    if (key !== undefined && heldKey(this.#core, key)) return hashSecret(key);
    const challenge = this.#open.get(connection);
    this.#open.delete(connection);
    if (proof === undefined || !challenge || !isClientProof(challenge.verifier, challenge.terms, proof)) throw new InvalidKey(NOT_VALID);
    return challenge.terms.key_hash;
  }
}

const NOT_VALID = 'That key is not valid here.';
