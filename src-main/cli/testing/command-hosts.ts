// Processes that run the command again and again: command-host.mjs.
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import * as z from 'zod/mini';

/** Ends each stream of a run. No command writes this character. */
const MARK = '\u0001over\u0001';
/** A command that hangs is named, before the limit of the test ends it without a name. */
const LIMIT_MS = 45_000;
const Over = z.object({ code: z.number() });

interface Run {
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  input: string | undefined;
}

export interface Said {
  code: number | null;
  out: string;
  err: string;
}

export interface CommandHosts {
  /** In a process that has nothing else to do at the moment. */
  run(run: Run): Promise<Said>;
  close(): Promise<void>;
}

export function createCommandHosts(program: string): CommandHosts {
  const all = new Set<ChildProcess>();
  const idle: ChildProcess[] = [];

  function start({ PATH, NODE_COMPILE_CACHE }: NodeJS.ProcessEnv): ChildProcess {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'command-host.mjs'), program, MARK], {
      env: { PATH, NODE_COMPILE_CACHE },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    all.add(child);
    child.once('exit', () => all.delete(child));
    return child;
  }

  return {
    async run(run) {
      const child = idle.pop() ?? start(run.env);
      const said = await runIn(child, run);
      if (child.connected && child.exitCode === null) idle.push(child);
      return said;
    },
    async close() {
      await Promise.all([...all].map((child) => new Promise((resolve) => child.once('exit', resolve).kill('SIGKILL'))));
    },
  };
}

function runIn(child: ChildProcess, run: Run): Promise<Said> {
  const said = { out: '', err: '' };
  let code: number | null = null;
  return new Promise((resolve, reject) => {
    const hear = (name: keyof typeof said) => (chunk: Buffer) => {
      said[name] += chunk.toString('latin1');
      look();
    };
    const [onOut, onErr] = [hear('out'), hear('err')];
    const look = (): void => {
      if (code !== null && said.out.endsWith(MARK) && said.err.endsWith(MARK)) end();
    };
    const onMessage = (message: unknown): void => {
      ({ code } = Over.parse(message));
      look();
    };
    // Its own end, by a fault or because it was killed.
    const onClose = (ended: number | null): void => {
      code = ended;
      end();
    };
    const limit = setTimeout(() => {
      stopListening();
      child.kill('SIGKILL');
      reject(new Error(`"lanai ${run.args.join(' ')}" does not end. It said: ${said.out}${said.err}`));
    }, LIMIT_MS);
    const stopListening = (): void => {
      clearTimeout(limit);
      child.stdout?.off('data', onOut);
      child.stderr?.off('data', onErr);
      child.off('message', onMessage).off('close', onClose);
    };
    const end = (): void => {
      stopListening();
      resolve({ code, out: textOf(said.out), err: textOf(said.err) });
    };
    child.stdout?.on('data', onOut);
    child.stderr?.on('data', onErr);
    child.on('message', onMessage).on('close', onClose);
    child.send(run);
  });
}

/** A character may come in two pieces: the bytes are put together first. */
function textOf(bytes: string): string {
  return Buffer.from(bytes.endsWith(MARK) ? bytes.slice(0, -MARK.length) : bytes, 'latin1').toString();
}
