import { AgentStart } from '../../../../src-shared/agent-starts.ts';
import type { FollowedRow } from '../../store/interfaces/stored-directory.ts';

/** How an agent is woken, and with whose rights. */
export interface KnownStart {
  start: AgentStart;
  set_by: string;
  /** Null: a person set it in person. */
  key_id: string | null;
}

/** How connected agents are woken. The secrets stay on the disk. */
export class AgentStarts {
  readonly #starts = new Map<string, KnownStart>();

  /** A row of a newer version, or a damaged one, wakes nothing. It must not stop the server. */
  put({ participant_id, start, set_by, key_id }: FollowedRow<'agent_starts'>): void {
    const { data } = AgentStart.safeParse(parsed(start));
    if (data) this.#starts.set(participant_id, { start: data, set_by, key_id });
    else this.#starts.delete(participant_id);
  }

  remove({ participant_id }: FollowedRow<'agent_starts'>): void {
    this.#starts.delete(participant_id);
  }

  /** Null: the server does not wake the agent. */
  find(participantId: string): KnownStart | null {
    return this.#starts.get(participantId) ?? null;
  }

  ids(): IterableIterator<string> {
    return this.#starts.keys();
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
