import { describe, expect, it } from 'vitest';
import { AppError } from '../../src-shared/errors.ts';
import type { Client, Entrance } from './client.ts';
import { Failure } from './failure.ts';
import { createLink } from './link.ts';

const notRunning = new Failure('No home answers.', 'not_running');

function ended(code: string | null): Client {
  return {
    me: { agent_id: 'me', name: 'Me' },
    ended: Promise.resolve(code),
    close: () => undefined,
    request: () => Promise.reject(new Error('not asked for here')),
  };
}

/** Each connection ends at once, in the way that is given; errors are attempts that fail. */
function linkWith(attempts: (string | null | Error)[], { patienceMs = 0 } = {}) {
  const entrances: Entrance[] = [];
  const over = new AbortController();
  const link = createLink({
    connect(entrance) {
      entrances.push(entrance);
      const next = attempts.shift() ?? null;
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(ended(next));
    },
    patienceMs,
    notice: () => undefined,
    signal: over.signal,
  });
  return { link, entrances, over };
}

describe('a connection that is made again', () => {
  it('comes back after a restart, taking its own place again', async () => {
    const { link, entrances } = linkWith(['shutting_down', notRunning, new AppError('shutting_down'), null]);
    await link.next();
    await link.next();
    expect(entrances).toEqual(['takes', 'takes', 'takes', 'takes']);
  });

  it('gives way to another program of the same agent until that is gone: newest wins', async () => {
    const { link, entrances } = linkWith(['agent_id_taken', new AppError('agent_id_taken'), null]);
    await link.next();
    await link.next();
    expect(entrances).toEqual(['takes', 'asks', 'asks']);
  });

  it('does not look for long for a home that was never there, unless it is to be patient', async () => {
    await expect(linkWith([notRunning]).link.next()).rejects.toBe(notRunning);
    await expect(linkWith([notRunning, null], { patienceMs: 1_000 }).link.next()).resolves.toBeDefined();
  });

  it.each(['unauthorized', 'access_denied', 'unsupported_protocol'] as const)('does not try again after %s', async (code) => {
    const refusal = new AppError(code);
    await expect(linkWith([refusal, null], { patienceMs: 1_000 }).link.next()).rejects.toBe(refusal);
    const later = linkWith([null, refusal, null]);
    await later.link.next();
    await expect(later.link.next()).rejects.toBe(refusal);
  });

  it('stops when it is told to, in the middle of waiting', async () => {
    const { link, over } = linkWith([null, notRunning, notRunning, notRunning, notRunning, notRunning]);
    await link.next();
    const next = link.next();
    setTimeout(() => over.abort(new Error('enough')), 20);
    await expect(next).rejects.toThrow();
  });
});
