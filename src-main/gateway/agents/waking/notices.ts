// The messages of the server in the name of an agent that is not running. A room is not informed again for some time.
import type { Message } from '../../../../src-shared/objects.ts';
import type { Core } from '../../domain/core.ts';
import { sayAs } from '../hosted/say.ts';

const SAY_AGAIN_MS = 10 * 60 * 1000;

export class Notices {
  readonly #core: Core;
  /** By agent and room: when it was said. */
  readonly #saidAt = new Map<string, Map<string, number>>();

  constructor(core: Core) {
    this.#core = core;
  }

  async say(agentId: string, call: Message, text: string): Promise<void> {
    const entry = this.#core.directory.room(call.room_id);
    if (!entry?.members.has(agentId) || entry.room.archived_at !== null) return;
    const now = this.#core.now();
    const saidAt = this.#saidAt.get(agentId) ?? new Map<string, number>();
    if (now - (saidAt.get(call.room_id) ?? -Infinity) < SAY_AGAIN_MS) return;
    this.#saidAt.set(agentId, saidAt.set(call.room_id, now));
    await sayAs(this.#core, agentId, call, text, call.id);
  }

  /** The next notice is said. */
  forget(agentId: string): void {
    this.#saidAt.delete(agentId);
  }
}
