// The messages that called an agent while it was being woken. A program that has just started is sent them, as if it had been there.
import { WAKING_MS } from '../../../../src-shared/agent-starts.ts';
import type { Message } from '../../../../src-shared/objects.ts';

/** An agent that takes longer reads them as all others do. */
const KEPT_MS = 2 * WAKING_MS;

export class MissedCalls {
  readonly #now: () => number;
  /** By agent and room: the newest one. */
  readonly #calls = new Map<string, Map<string, Message>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  add(agentId: string, message: Message): void {
    this.#forgetOld();
    const calls = this.#calls.get(agentId) ?? new Map<string, Message>();
    this.#calls.set(agentId, calls.set(message.room_id, message));
  }

  /** The message was edited or deleted. */
  change(message: Message): void {
    for (const calls of this.#calls.values()) {
      if (calls.get(message.room_id)?.id !== message.id) continue;
      if (message.deleted_at === null) calls.set(message.room_id, message);
      else calls.delete(message.room_id);
    }
  }

  /** The oldest first. They are given once. */
  take(agentId: string): Message[] {
    const calls = [...(this.#calls.get(agentId)?.values() ?? [])];
    this.#calls.delete(agentId);
    return calls.filter((call) => this.#isKept(call)).sort((a, b) => a.created_at - b.created_at);
  }

  /** An agent that takes part in another way never takes them. */
  #forgetOld(): void {
    for (const [agentId, calls] of this.#calls) {
      for (const [roomId, call] of calls) if (!this.#isKept(call)) calls.delete(roomId);
      if (calls.size === 0) this.#calls.delete(agentId);
    }
  }

  #isKept({ created_at }: Message): boolean {
    return this.#now() - created_at < KEPT_MS;
  }

  /** Nothing is to be sent to the agent any more. */
  forget(agentId: string): void {
    this.#calls.delete(agentId);
  }
}
