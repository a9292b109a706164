import { expect, test } from 'vitest';
import { prepareQuit } from './quit.ts';

test('what was opened last is closed first, also when something cannot be closed, and then the program ends', async () => {
  const { quit, beforeQuit, exited } = setup();
  const closed: string[] = [];
  quit.onQuit('first', () => void closed.push('first'));
  quit.onQuit('second', () => Promise.reject(new Error('stuck')));
  quit.onQuit('third', async () => {
    await Promise.resolve();
    closed.push('third');
  });
  beforeQuit();
  expect(await exited).toBe(0);
  expect(closed).toEqual(['third', 'first']);
});

test('quitting twice closes once', async () => {
  const { quit, beforeQuit, exited } = setup();
  let closes = 0;
  quit.onQuit('it', () => void (closes += 1));
  expect(quit.isQuitting()).toBe(false);
  beforeQuit();
  beforeQuit();
  await exited;
  expect([quit.isQuitting(), closes]).toEqual([true, 1]);
});

function setup() {
  let listener: ((event: { preventDefault(): void }) => void) | null = null;
  let exit = (_code: number): void => undefined;
  const exited = new Promise<number>((resolve) => (exit = resolve));
  const app = { on: (_event: string, run: typeof listener) => void (listener = run), exit };
  // The few of Electron's many overloads that it uses.
  const quit = prepareQuit(app as unknown as Parameters<typeof prepareQuit>[0]);
  return { quit, exited, beforeQuit: () => listener?.({ preventDefault: () => undefined }) };
}
