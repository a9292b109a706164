import { AgentRuns, Wake, WAKE_DEFAULT, type HostedAgentSettings } from '../../../../src-shared/hosted-agents.ts';
import { dollarsOf } from '../../../../src-shared/money.ts';
import { Price } from '../../../../src-shared/providers.ts';
import type { HostedAgentRow } from '../../store/tables/hosted-agents.ts';

/** The settings of the agents that the server runs. */
export class HostedAgents {
  readonly #settings = new Map<string, HostedAgentSettings>();

  /** A row of a newer version, or a damaged one, is an agent that this version cannot run. It must not stop the server. */
  put({ participant_id, runs, wakes, micros_per_day, price, ...row }: HostedAgentRow): void {
    const { data } = AgentRuns.safeParse(parsed(runs));
    if (!data) return this.remove({ participant_id });
    this.#settings.set(participant_id, {
      ...row,
      runs: data,
      dollars_per_day: micros_per_day === null ? null : dollarsOf(micros_per_day),
      price: price === null ? null : (Price.safeParse(parsed(price)).data ?? null),
      wakes: wakesIn(parsed(wakes)),
    });
  }

  remove({ participant_id }: Pick<HostedAgentRow, 'participant_id'>): void {
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
    return [...this.#settings].filter(([, { runs }]) => providerOf(runs) === providerId).map(([id]) => id);
  }
}

/** Null: a program that uses its own account. */
export function providerOf(runs: AgentRuns): string | null {
  return (runs.kind === 'model' ? runs : runs.model)?.provider_id ?? null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function wakesIn(value: unknown): Record<string, Wake> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.flatMap(([roomId, each]) => {
      const { data } = Wake.safeParse(each);
      return data ? [[roomId, data]] : [];
    }),
  );
}
