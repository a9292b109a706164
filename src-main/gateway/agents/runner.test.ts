import { beforeEach, describe, expect, it } from 'vitest';
import type { Agent } from '../../../src-shared/objects.ts';
import { PresenceRegistry } from '../domain/presence/registry.ts';
import type { Core } from '../domain/core.ts';
import type { Change } from '../store/interfaces/change.ts';
import { startAgents, type AgentRunner } from './runner.ts';

const agent = (id: string, removed_at: number | null = null): Agent => ({
  ...{ kind: 'agent', id, name: id, type: 'built-in', owner_id: null, capabilities: [], created_at: 1 },
  ...{ color: null, description: null, removed_at },
});

let listeners: ((change: Change) => void)[];
let presence: PresenceRegistry;
let log: string[];
let stopAll: () => Promise<void>;

/** Runs the agents whose names begin with this letter. */
function runnerOf(letter: string, stop: () => void | Promise<void> = () => undefined): AgentRunner {
  return {
    kind: letter,
    runs: ({ id }) => id.startsWith(letter),
    start({ id }) {
      log.push(`start ${id}`);
      return () => {
        log.push(`stop ${id}`);
        return stop();
      };
    },
  };
}

function start(runners: AgentRunner[], agents: Agent[]): void {
  const core = {
    presence,
    directory: { participants: () => agents },
    onChange(listener: (change: Change) => void) {
      listeners.push(listener);
      return () => void listeners.splice(listeners.indexOf(listener), 1);
    },
  };
  stopAll = startAgents(runners, { core: core as unknown as Core, commands: {} as never, log: (message) => void log.push(message) });
}

function tell(event: Change['event']): void {
  for (const listener of [...listeners]) listener({ only_id: null, event });
}

beforeEach(() => {
  [listeners, log] = [[], []];
  presence = new PresenceRegistry({ directory: { room: () => null }, now: () => 1, publish: () => undefined });
});

describe('Agents that the server runs', () => {
  it('start with the server, are online while they run, and end with it', async () => {
    start([runnerOf('p'), runnerOf('m')], [agent('porter'), agent('other'), agent('model')]);
    expect(log).toEqual(['start porter', 'start model']);
    expect(['porter', 'model', 'other'].map((id) => presence.isOnline(id))).toEqual([true, true, false]);
    await stopAll();
    expect(log.slice(2)).toEqual(['stop porter', 'stop model']);
    expect(presence.isOnline('porter')).toBe(false);
    expect(listeners).toEqual([]);
  });

  it('start when they are added, once, and stop when they are removed', () => {
    start([runnerOf('m')], [agent('model', 5)]);
    const change = (removed_at: number | null): void =>
      tell({ type: 'participant.changed', cursor: 1, participant: agent('model', removed_at) });
    for (const removed_at of [null, null, 7, 7, null]) change(removed_at);
    expect(log).toEqual(['start model', 'stop model', 'start model']);
    tell({ type: 'participants.forgotten', cursor: 2, participant_ids: ['model', 'unknown'] });
    expect(log.at(-1)).toBe('stop model');
  });

  it('whose end fails are logged, and keep no other from ending', async () => {
    start([runnerOf('p', () => Promise.reject(new Error('Stuck'))), runnerOf('m')], [agent('porter'), agent('model')]);
    await stopAll();
    expect(log).toContain('An agent of the home did not end in order');
    expect(log).toContain('stop model');
  });
});
