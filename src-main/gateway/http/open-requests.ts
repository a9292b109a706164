// The requests of identified clients that are not answered yet. When an access ends, those of its clients are cut: otherwise an upload
// would be read to its end, and a download sent to its end.
import type { HttpBindings } from '@hono/node-server';
import type { Actor } from '../domain/actor.ts';
import type { After } from '../domain/clock.ts';
import type { Directory } from '../domain/directory.ts';
import { isMeant, type CredentialRef } from '../realtime/credential-ref.ts';

/** The request that ends an access is sent its own reply meanwhile, and those that wait for something are sent the reason. */
const GRACE_MS = 250;

type Identified = Pick<HttpBindings, 'outgoing'>;

export class OpenRequests {
  readonly #directory: Directory;
  readonly #after: After;
  readonly #actors = new Map<Identified['outgoing'], Actor>();

  constructor({ directory, after }: { directory: Directory; after: After }) {
    this.#directory = directory;
    this.#after = after;
  }

  /** A request may be identified several times. */
  add(actor: Actor, { outgoing }: Identified): void {
    if (outgoing.closed) return;
    if (!this.#actors.has(outgoing)) outgoing.once('close', () => this.#actors.delete(outgoing));
    this.#actors.set(outgoing, actor);
  }

  /** Cuts the connections of those that are still open in a moment. */
  end(which: CredentialRef): void {
    const theirs = [...this.#actors].filter(([, actor]) => isMeant(this.#directory, actor, which)).map(([outgoing]) => outgoing);
    if (theirs.length === 0) return;
    this.#after(GRACE_MS, () => {
      for (const outgoing of theirs) if (this.#actors.has(outgoing)) outgoing.destroy();
    });
  }
}
