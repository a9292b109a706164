import { AgentRuns, Wake, WAKE_DEFAULT, type HostedAgentSettings } from '../../../../src-shared/hosted-agents.ts';
import * as z from 'zod/mini';
import type { HostedAgentRow } from '../../store/tables/hosted-agents.ts';

const Wakes = z.record(z.string(), Wake);

/** The settings of the agents that the server runs. */
export class HostedAgents {
  readonly #settings = new Map<string, HostedAgentSettings>();

  put({ participant_id, runs, wakes, ...row }: HostedAgentRow): void {
    this.#settings.set(participant_id, { ...row, runs: AgentRuns.parse(JSON.parse(runs)), wakes: Wakes.parse(JSON.parse(wakes)) });
  }

  remove({ participant_id }: HostedAgentRow): void {
    this.#settings.delete(participant_id);
  }

  /** Null: the server does not run the agent. */
  find(participantId: string): HostedAgentSettings | null {
    return this.#settings.get(participantId) ?? null;
  }

  wakeIn(participantId: string, roomId: string): Wake {
    return this.find(participantId)?.wakes[roomId] ?? WAKE_DEFAULT;
  }

  /** The agents that use a provider of models. */
  idsUsing(providerId: string): string[] {
    return [...this.#settings].filter(([, { runs }]) => runs.provider_id === providerId).map(([id]) => id);
  }
}
