// The agents that the server runs itself. Each kind has a runner. A runner's agents take part through the core like all others.
import type { Agent } from '../../../src-shared/objects.ts';
import type { Commands, Core } from '../domain/core.ts';
import type { Seat } from '../domain/presence/registry.ts';

export interface RunnerContext {
  core: Core;
  commands: Commands;
  log(message: string, error: unknown): void;
}

/** Ends the work of one agent. */
export type StopAgent = () => void | Promise<void>;

export interface AgentRunner {
  readonly kind: string;
  /** Whether it runs this agent. */
  runs(agent: Agent): boolean;
  /** `seat`: with it the agent has rooms open, votes and leads as an agent with a connection does. */
  start(agent: Agent, context: RunnerContext & { seat: Seat }): StopAgent;
}

/** Starts every agent that has a runner, now and when one is added, and stops those that are removed. Returns the end of all. */
export function startAgents(runners: readonly AgentRunner[], context: RunnerContext): () => Promise<void> {
  const { core, log } = context;
  const running = new Map<string, StopAgent>();

  function follow(agent: Agent): void {
    const runner = agent.removed_at === null ? runners.find((each) => each.runs(agent)) : undefined;
    if (!runner) stop(agent.id);
    else if (!running.has(agent.id)) start(agent, runner);
  }

  function start(agent: Agent, runner: AgentRunner): void {
    // The agent is online for as long as it is run.
    const seat: Seat = { runner: runner.kind };
    core.presence.connected(agent.id, seat);
    const stopAgent = runner.start(agent, { ...context, seat });
    running.set(agent.id, () => {
      core.presence.disconnected(agent.id, seat);
      return stopAgent();
    });
  }

  function stop(id: string): void {
    void stopped(id);
  }

  async function stopped(id: string): Promise<void> {
    const stopAgent = running.get(id);
    running.delete(id);
    try {
      await stopAgent?.();
    } catch (error) {
      log('An agent of the home did not end in order', error);
    }
  }

  for (const each of core.directory.participants()) if (each.kind === 'agent') follow(each);
  const stopListening = core.onChange(({ event }) => {
    if ('participant' in event && event.participant.kind === 'agent') follow(event.participant);
    if (event.type === 'participants.forgotten') event.participant_ids.forEach(stop);
  });
  return async () => {
    stopListening();
    await Promise.all([...running.keys()].map(stopped));
  };
}
