import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import type { Admission, AgentClient } from './agent-client.ts';
import { createReconnectingAgent, isTemporaryRefusal } from './reconnecting-agent.ts';

const notRunning = new Error('No home answers.');

function ended(code: string | null): AgentClient {
  return {
    me: { agent_id: 'me', name: 'Me' },
    ended: Promise.resolve(code),
    close: () => undefined,
    request: () => Promise.reject(new Error('not asked for here')),
  };
}

/** Each connection ends at once, in the way that is given; errors are attempts that fail. */
function agentWith(attempts: (string | null | Error)[], { patienceMs = 0, now = Date.now } = {}) {
  const admissions: Admission[] = [];
  const troubles: string[] = [];
  const waits: number[] = [];
  const over = new AbortController();
  const agent = createReconnectingAgent({
    connect(admission) {
      admissions.push(admission);
      const next = attempts.shift() ?? null;
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(ended(next));
    },
    patienceMs,
    isTemporary: (error) => error === notRunning || isTemporaryRefusal(error),
    onTrouble: (why) => troubles.push(why),
    timer: {
      after(ms, run) {
        waits.push(ms);
        return clearTimeout.bind(null, setTimeout(run, ms / 100));
      },
    },
    now,
    signal: over.signal,
  });
  return { agent, admissions, troubles, over, waits };
}

describe('An agent that reconnects', () => {
  it('comes back after a restart, taking its own place again', async () => {
    const { agent, admissions } = agentWith(['shutting_down', notRunning, new AppError('shutting_down'), null]);
    await agent.next();
    await agent.next();
    expect(admissions).toEqual(['replace', 'replace', 'replace', 'replace']);
  });

  it('gives way to another program of the same agent until that is gone: newest wins', async () => {
    const { agent, admissions } = agentWith(['agent_id_taken', new AppError('agent_id_taken'), null]);
    await agent.next();
    await agent.next();
    expect(admissions).toEqual(['replace', 'refuse', 'refuse']);
  });

  it('does not look for long for a home that was never there, unless it is to be patient', async () => {
    await expect(agentWith([notRunning]).agent.next()).rejects.toBe(notRunning);
    await expect(agentWith([notRunning, null], { patienceMs: 1_000 }).agent.next()).resolves.toBeDefined();
  });

  it.each(['unauthorized', 'access_denied', 'unsupported_protocol'] as const)('does not try again after %s', async (code) => {
    const refusal = new AppError(code);
    await expect(agentWith([refusal, null], { patienceMs: 1_000 }).agent.next()).rejects.toBe(refusal);
    const later = agentWith([null, refusal, null]);
    await later.agent.next();
    await expect(later.agent.next()).rejects.toBe(refusal);
  });

  it('reports trouble once, and only when it lasts', async () => {
    const { agent, troubles } = agentWith([null, ...Array<Error>(4).fill(notRunning), null, ...Array<Error>(7).fill(notRunning), null]);
    await agent.next();
    await agent.next();
    expect(troubles).toEqual([]);
    await agent.next();
    expect(troubles).toEqual(['away']);
  });

  it('waits longer and longer for a server that drops each connection at once, and not for one that kept it', async () => {
    let now = 0;
    const { agent, waits } = agentWith(Array<null>(5).fill(null), { now: () => now });
    for (let count = 0; count < 4; count += 1) await agent.next();
    expect(waits).toHaveLength(3);
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    expect(waits[2]).toBeGreaterThan(2 * (waits[0] ?? 0));
    now += 5_000;
    await agent.next();
    expect(waits).toHaveLength(3);
  });

  it('stops on request, in the middle of waiting', async () => {
    const { agent, over } = agentWith([null, ...Array<Error>(50).fill(notRunning)]);
    await agent.next();
    const next = agent.next();
    setTimeout(() => over.abort(new Error('enough')), 20);
    await expect(next).rejects.toThrow();
  });
});
