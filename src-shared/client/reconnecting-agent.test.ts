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
function agentWith(attempts: (string | null | Error)[], { patienceMs = 0 } = {}) {
  const admissions: Admission[] = [];
  const troubles: string[] = [];
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
    timer: { after: (ms, run) => clearTimeout.bind(null, setTimeout(run, ms / 10)) },
    now: Date.now,
    signal: over.signal,
  });
  return { agent, admissions, troubles, over };
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

  it('stops when it is told to, in the middle of waiting', async () => {
    const { agent, over } = agentWith([null, notRunning, notRunning, notRunning, notRunning, notRunning]);
    await agent.next();
    const next = agent.next();
    setTimeout(() => over.abort(new Error('enough')), 20);
    await expect(next).rejects.toThrow();
  });
});
