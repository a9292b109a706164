import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startProgram } from './program.ts';

const WAIT = { timeout: 10_000, interval: 25 };

interface Run {
  lines: string[];
  codes: (number | null)[];
  stop(): Promise<void>;
}

function run(script: string, ...args: string[]): Run {
  const lines: string[] = [];
  const codes: (number | null)[] = [];
  const program = startProgram('/bin/sh', ['-c', script, 'sh', ...args], {
    onLine: (line) => void lines.push(line),
    onEnd: (code) => void codes.push(code),
  });
  return { lines, codes, stop: program.stop };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.skipIf(process.platform === 'win32')('a program', () => {
  it('is given its arguments as they are, and its lines and its end are reported once', async () => {
    const { lines, codes } = run('echo "$1|$2"; echo bad >&2; exit 7', 'two words', '$(touch x); "q"');
    await expect.poll(() => codes, WAIT).toEqual([7]);
    await expect.poll(() => [...lines].sort(), WAIT).toEqual(['bad', 'two words|$(touch x); "q"']);
  });

  it('ends when it is stopped, also when it ignores the signal', async () => {
    const quick = run('echo $$; exec sleep 60');
    const stubborn = run(`trap '' TERM; echo $$; while :; do sleep 1; done`);
    for (const { lines, codes, stop } of [quick, stubborn]) {
      await expect.poll(() => lines.length, WAIT).toBe(1);
      await stop();
      await stop();
      expect(codes).toHaveLength(1);
      expect(isAlive(Number(lines[0]))).toBe(false);
    }
  });

  it('ends with the server, also when that is killed', async () => {
    const script = `import(${JSON.stringify(new URL('program.ts', import.meta.url).href)}).then(({ startProgram }) =>
      startProgram('/bin/sh', ['-c', 'echo $$; exec sleep 60'], { onLine: (line) => console.log(line), onEnd() {} }))`;
    const server = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    server.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), WAIT).toBe(false);
  });

  it('that does not exist ends at once', async () => {
    const codes: (number | null)[] = [];
    const { stop } = startProgram('/nowhere/at-all', [], { onLine: () => undefined, onEnd: (code) => void codes.push(code) });
    await expect.poll(() => codes, WAIT).toHaveLength(1);
    await stop();
  });
});
