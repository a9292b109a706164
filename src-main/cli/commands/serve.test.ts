import type { ChildProcess } from 'node:child_process';
import { afterEach, expect, it, vi } from 'vitest';
import { holdSignals } from './serve.ts';

const kill = vi.fn();
const child = { kill } as unknown as ChildProcess;

afterEach(() => {
  process.removeAllListeners('SIGTERM');
  process.removeAllListeners('SIGINT');
  process.removeAllListeners('SIGHUP');
  kill.mockClear();
});

it('a signal that comes before the program has started is passed to it then', () => {
  const signals = holdSignals();
  process.emit('SIGTERM', 'SIGTERM');
  signals.passTo(child);
  expect(kill.mock.calls).toEqual([['SIGTERM']]);
});

it('a later signal is passed at once', () => {
  holdSignals().passTo(child);
  process.emit('SIGHUP', 'SIGHUP');
  expect(kill.mock.calls).toEqual([['SIGHUP']]);
});
