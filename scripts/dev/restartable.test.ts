import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { restartable } from './restartable.mjs';

const PATIENT = `process.stdout.write('up'); setInterval(() => {}, 1000)`;
const STUBBORN = `process.on('SIGTERM', () => {}); ${PATIENT}`;

/** Every program that was started, each of which says when it is up. */
function programs(code: string) {
  const started: ChildProcess[] = [];
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
    started.push(child);
    return child;
  };
  const isUp = async (at: number): Promise<void> => {
    await expect.poll(() => started.length, { timeout: 10_000 }).toBeGreaterThan(at);
    await once(started[at]!.stdout!, 'data');
  };
  return { started, start, isUp };
}

describe('a program that is started again', () => {
  it('starts once for several parts that were built at the same time', async () => {
    const { started, start, isUp } = programs(PATIENT);
    const program = restartable(start);
    program.restart();
    await isUp(0);
    program.restart();
    program.restart();
    await isUp(1);
    await program.stop();
    expect(started.map(({ signalCode }) => signalCode)).toEqual(['SIGTERM', 'SIGTERM']);
  });

  it.skipIf(process.platform === 'win32')('is ended when it does not end', async () => {
    const { started, start, isUp } = programs(STUBBORN);
    const program = restartable(start, { limitMs: 50 });
    program.restart();
    await isUp(0);
    program.restart();
    await isUp(1);
    expect(started[0]?.signalCode).toBe('SIGKILL');
    await program.stop();
  });
});
