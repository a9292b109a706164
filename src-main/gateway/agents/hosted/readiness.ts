// Shows which agents of the server cannot take a turn, although they are not paused: an agent that looks ready and does not answer is
// called again and again.
import { mayManage } from '../../../../src-shared/permissions.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { every, type After } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import type { Budgets } from './budget.ts';

const OWNER_GONE = 'Its owner may no longer run agents here';
const AT_LIMIT = 'Has reached its limit for 24 hours';
const UNPRICED = 'Has a limit in dollars, and the price of its tokens is not known';

/** Use gets older than a day, and a price gets known, without an event. */
const CHECKED_EVERY_MS = 10 * 60 * 1000;

interface Ports {
  after: After;
  log(message: string, error: unknown): void;
}

type OwnBudgets = Pick<Budgets, 'isAtOwnLimit' | 'lacksPrice'>;

export class Readiness {
  readonly #core: Core;
  readonly #budgets: OwnBudgets;
  readonly #ports: Ports;
  /** Agents that may take a turn again without an event. */
  readonly #waiting = new Set<string>();
  /** By agent. An earlier one may end after it, with what was so before. */
  readonly #newestChecks = new Map<string, symbol>();

  constructor(core: Core, budgets: OwnBudgets, ports: Ports) {
    this.#core = core;
    this.#budgets = budgets;
    this.#ports = ports;
  }

  start(): () => void {
    for (const agent of this.#agents()) this.check(agent.id);
    const ends = [
      this.#core.onChange(({ event }) => this.#follow(event)),
      every(this.#ports.after, CHECKED_EVERY_MS, () => {
        for (const id of this.#waiting) this.check(id);
      }),
    ];
    return () => ends.forEach((end) => end());
  }

  #follow(event: HomeEvent): void {
    if (event.type === 'presence.changed') {
      const { participant_id, online, status } = event.presence;
      const isAtRest = status === 'idle' || status === 'blocked';
      if (online && isAtRest && this.#core.directory.hostedAgents.find(participant_id)) this.check(participant_id);
    } else if (event.type === 'participant.changed') {
      const { id } = event.participant;
      for (const agent of this.#agents()) if (agent.id === id || agent.owner_id === id) this.check(agent.id);
    }
  }

  #agents(): Agent[] {
    return [...this.#core.directory.participants()].filter(
      (each): each is Agent => each.kind === 'agent' && each.type === 'hosted' && each.removed_at === null,
    );
  }

  /** After a turn, and when its settings changed. */
  check(agentId: string): void {
    const check = Symbol(agentId);
    this.#newestChecks.set(agentId, check);
    this.#obstacleOf(agentId).then(
      (obstacle) => {
        if (this.#newestChecks.get(agentId) === check) this.#show(agentId, obstacle);
      },
      (error: unknown) => this.#ports.log('It could not be checked whether an agent can answer', error),
    );
  }

  #show(agentId: string, obstacle: string | null): void {
    this.#newestChecks.delete(agentId);
    if (obstacle === null || obstacle === OWNER_GONE) this.#waiting.delete(agentId);
    else this.#waiting.add(agentId);
    this.#core.presence.obstruct(agentId, obstacle);
  }

  async #obstacleOf(agentId: string): Promise<string | null> {
    const { directory } = this.#core;
    const agent = directory.participant(agentId);
    const owner = agent?.kind === 'agent' && agent.owner_id !== null ? directory.participant(agent.owner_id) : null;
    if (owner?.kind !== 'person' || owner.revoked_at !== null || !mayManage(owner)) return OWNER_GONE;
    if (await this.#isAtLimit(agentId)) return AT_LIMIT;
    return (await this.#budgets.lacksPrice(agentId)) ? UNPRICED : null;
  }

  /** It has used all, or its newest answer was refused because too little was left for it. */
  async #isAtLimit(agentId: string): Promise<boolean> {
    const { archiveInOrder, now } = this.#core;
    if (await this.#budgets.isAtOwnLimit(agentId)) return true;
    const [newest] = (await archiveInOrder.agentTurns(agentId, Number.MAX_SAFE_INTEGER, 1)).value;
    return newest !== undefined && newest.retry_at !== null && newest.retry_at > now();
  }
}
