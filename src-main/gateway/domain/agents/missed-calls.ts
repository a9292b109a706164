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
    const calls = this.#calls.get(agentId) ?? new Map<string, Message>();
    this.#calls.set(agentId, calls.set(message.room_id, message));
  }

  /** The oldest first. They are given once. */
  take(agentId: string): Message[] {
    const calls = [...(this.#calls.get(agentId)?.values() ?? [])];
    this.#calls.delete(agentId);
    return calls.filter(({ created_at }) => this.#now() - created_at < KEPT_MS).sort((a, b) => a.created_at - b.created_at);
  }

  /** Nothing is to be sent to the agent any more. */
  forget(agentId: string): void {
    this.#calls.delete(agentId);
  }
}
