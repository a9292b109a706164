// Messages of the server in the name of an agent that is not running. A room is not informed again of the same kind for some time.
import type { Message } from '../../../../src-shared/objects.ts';
import type { Core } from '../../domain/core.ts';
import { sayAs } from '../hosted/say.ts';

const SAY_AGAIN_MS = 10 * 60 * 1000;

/** People who may not wake the agent cause the first, and must not silence the second. */
type Kind = 'refused' | 'failed';

export class Notices {
  readonly #core: Core;
  /** By agent, then by kind and room: when it was said. */
  readonly #saidAt = new Map<string, Map<string, number>>();

  constructor(core: Core) {
    this.#core = core;
  }

  async say(agentId: string, kind: Kind, call: Message, text: string): Promise<void> {
    const entry = this.#core.directory.room(call.room_id);
    if (!entry?.members.has(agentId) || entry.room.archived_at !== null) return;
    const now = this.#core.now();
    const key = `${kind} ${call.room_id}`;
    const saidAt = this.#saidAt.get(agentId) ?? new Map<string, number>();
    if (now - (saidAt.get(key) ?? -Infinity) < SAY_AGAIN_MS) return;
    this.#saidAt.set(agentId, saidAt.set(key, now));
    await sayAs(this.#core, agentId, call, text, call.id);
  }

  /** The next notice is said. */
  forget(agentId: string): void {
    this.#saidAt.delete(agentId);
  }
}
