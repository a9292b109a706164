// What people allowed an agent for its session in a room: until its settings change, or the server ends.
export class SessionPermissions {
  /** By agent: a room, and what was allowed there. */
  readonly #allowed = new Map<string, Set<string>>();

  has(agentId: string, roomId: string, what: string): boolean {
    return this.#allowed.get(agentId)?.has(keyOf(roomId, what)) === true;
  }

  keep(agentId: string, roomId: string, what: string): void {
    const allowed = this.#allowed.get(agentId) ?? new Set();
    this.#allowed.set(agentId, allowed.add(keyOf(roomId, what)));
  }

  forget(agentId: string): void {
    this.#allowed.delete(agentId);
  }
}

function keyOf(roomId: string, what: string): string {
  return JSON.stringify([roomId, what]);
}
