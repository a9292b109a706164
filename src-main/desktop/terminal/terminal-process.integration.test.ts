// Programs in a real pseudo-terminal.
import { expect, test } from 'vitest';
import { startInTerminal, type TerminalProcess } from './terminal-process.ts';

interface Seen {
  process: TerminalProcess;
  text(): string;
  code(): number | null;
}

async function run(script: string): Promise<Seen> {
  let text = '';
  let code: number | null = null;
  const command = { file: '/bin/sh', args: ['-c', script], folder: '/', env: { PATH: process.env['PATH'] ?? '', GREETING: 'Aloha' } };
  const started = await startInTerminal(
    command,
    { columns: 80, rows: 24 },
    { onOutput: (more) => void (text += more), onEnd: (ended) => void (code = ended) },
  );
  return { process: started, text: () => text, code: () => code };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test.skipIf(process.platform === 'win32')('it is a terminal of that size, with the given variables', async () => {
  const seen = await run('test -t 0 && echo "$GREETING $(stty size) $TERM"; read word; stty size; exit "$word"');
  await expect.poll(seen.text).toContain('Aloha 24 80 xterm-256color');
  seen.process.resize({ columns: 100, rows: 30 });
  seen.process.write('7\r');
  await expect.poll(seen.code).toBe(7);
  expect(seen.text()).toContain('30 100');
  await seen.process.stop();
});

test.skipIf(process.platform === 'win32')('a stop ends it with its group, also a program that ignores the hang-up', async () => {
  const seen = await run(`trap '' HUP TERM; sh -c "trap '' HUP TERM; echo child \\$\\$; while :; do sleep 1; done" & wait`);
  await expect.poll(seen.text).toMatch(/child \d+/);
  const child = Number(/child (\d+)/.exec(seen.text())?.[1]);
  expect(isAlive(child)).toBe(true);
  await seen.process.stop();
  expect(seen.code()).toBe(137);
  await expect.poll(() => isAlive(child)).toBe(false);
});

test.skipIf(process.platform === 'win32')('its children end with it', async () => {
  const seen = await run(`sh -c "trap '' HUP; echo child \\$\\$; while :; do sleep 1; done" & read word; exit 0`);
  await expect.poll(seen.text).toMatch(/child \d+/);
  const child = Number(/child (\d+)/.exec(seen.text())?.[1]);
  seen.process.write('\r');
  await expect.poll(seen.code).toBe(0);
  await expect.poll(() => isAlive(child)).toBe(false);
});

test.skipIf(process.platform === 'win32')('a program that is not there has ended, too', async () => {
  let code: number | null = null;
  const command = { file: '/no/such/program', args: [], folder: '/', env: {} };
  const listener = { onOutput: () => undefined, onEnd: (ended: number) => void (code = ended) };
  const started = await startInTerminal(command, { columns: 80, rows: 24 }, listener);
  await expect.poll(() => code).toBeGreaterThan(0);
  await started.stop();
});
