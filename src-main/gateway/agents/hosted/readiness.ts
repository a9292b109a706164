// Shows which agents of the server cannot take a turn, although they are not paused: an agent that looks ready and does not answer is
// called again and again.
import { mayManage } from '../../../../src-shared/permissions.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { every, type After } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { DAY_MS } from '../../domain/hosted-agents/commands.ts';
import { isSpent } from './budget.ts';

const OWNER_GONE = 'Its owner may no longer run agents here';
const SPENT = 'Has used its tokens of the last 24 hours';

/** Use gets older than a day without an event. */
const CHECKED_EVERY_MS = 10 * 60 * 1000;

interface Ports {
  after: After;
  log(message: string, error: unknown): void;
}

export class Readiness {
  readonly #core: Core;
  readonly #ports: Ports;
  /** By agent: its tokens when a request was refused. With less it may take a turn again. */
  readonly #spentAt = new Map<string, number>();
  /** Agents that may take a turn again when their use gets older than a day. */
  readonly #spent = new Set<string>();

  constructor(core: Core, ports: Ports) {
    this.#core = core;
    this.#ports = ports;
  }

  start(): () => void {
    for (const agent of this.#agents()) this.check(agent.id);
    const ends = [
      this.#core.onChange(({ event }) => this.#follow(event)),
      every(this.#ports.after, CHECKED_EVERY_MS, () => {
        for (const id of this.#spent) this.#checkLater(id);
      }),
    ];
    return () => ends.forEach((end) => end());
  }

  /** After a turn, and when its settings changed: a refusal of before may not hold any more. */
  check(agentId: string): void {
    this.#spentAt.delete(agentId);
    this.#checkLater(agentId);
  }

  #follow(event: HomeEvent): void {
    if (event.type === 'presence.changed') {
      const { participant_id, online, status } = event.presence;
      const isAtRest = status === 'idle' || status === 'blocked';
      if (online && isAtRest && this.#core.directory.hostedAgents.find(participant_id)) this.check(participant_id);
    } else if (event.type === 'participant.changed') {
      const { id } = event.participant;
      for (const agent of this.#agents()) if (agent.id === id || agent.owner_id === id) this.#checkLater(agent.id);
    }
  }

  #agents(): Agent[] {
    return [...this.#core.directory.participants()].filter(
      (each): each is Agent => each.kind === 'agent' && each.type === 'hosted' && each.removed_at === null,
    );
  }

  #checkLater(agentId: string): void {
    this.#obstacleOf(agentId).then(
      (obstacle) => this.#core.presence.obstruct(agentId, obstacle),
      (error: unknown) => this.#ports.log('It could not be checked whether an agent can answer', error),
    );
  }

  async #obstacleOf(agentId: string): Promise<string | null> {
    const { directory } = this.#core;
    const agent = directory.participant(agentId);
    const owner = agent?.kind === 'agent' && agent.owner_id !== null ? directory.participant(agent.owner_id) : null;
    if (owner?.kind !== 'person' || owner.revoked_at !== null || !mayManage(owner)) return OWNER_GONE;
    const isSpent = await this.#isSpent(agentId);
    if (isSpent) this.#spent.add(agentId);
    else this.#spent.delete(agentId);
    return isSpent ? SPENT : null;
  }

  async #isSpent(agentId: string): Promise<boolean> {
    const limit = (): number | null => this.#core.directory.hostedAgents.find(agentId)?.tokens_per_day ?? null;
    if (limit() === null) return false;
    const since = this.#core.now() - DAY_MS;
    const archive = this.#core.archiveInOrder;
    const { tokens } = (await archive.agentUse(agentId, since)).value;
    const newest = (await archive.agentTurns(agentId, Number.MAX_SAFE_INTEGER, 1)).value[0];
    const perDay = limit();
    if (perDay === null) return false;
    if (tokens >= perDay) return true;
    const isRefused = newest?.outcome === 'limit' && newest.started_at > since && isSpent(newest.failure, perDay);
    if (!isRefused) return false;
    const before = this.#spentAt.get(agentId) ?? tokens;
    this.#spentAt.set(agentId, before);
    return tokens >= before;
  }
}
