// A tunnel's program, started again whenever it ends.
import { harmlessLine } from '../../../../src-shared/name.ts';
import { createBackoff, SCHEDULES } from '../../../../src-shared/client/backoff.ts';
import { startProgram, type Program } from './program.ts';
import { notInstalled, type Tunnel, type TunnelListener, type TunnelParts } from './tunnel.ts';

/** Open for this long counts as recovered: after the next end, the first wait is the shortest again. */
const STEADY_MS = 10_000;

export interface KeptProgram {
  program: string;
  args(): Promise<readonly string[]> | readonly string[];
  /** A line of its output. It returns the origin once the program says that the tunnel is open. */
  onLine?(line: string): string | null;
  /** Work beside the program, begun with each start: it returns its end. */
  beside?(open: (origin: string) => void): () => void;
  /** A sentence for its last line, where the program's own is not enough. */
  explain?(lastLine: string): string | null;
}

/** Keeps the program running until the tunnel is stopped. */
export function keepProgram(kept: KeptProgram, listener: TunnelListener, { after, find }: TunnelParts): Tunnel {
  const backoff = createBackoff(SCHEDULES.tunnel);
  const state: { isStopped: boolean; running: Program | null; cancel: () => void } = {
    isStopped: false,
    running: null,
    cancel: () => undefined,
  };

  const run = async (): Promise<void> => {
    const file = await find(kept.program);
    const args = await kept.args();
    if (state.isStopped) return;
    if (file === null) {
      listener.onFailed(notInstalled(kept.program));
      return;
    }
    let lastLine = '';
    let cancelSteady: () => void = () => undefined;
    const opened = (origin: string): void => {
      cancelSteady();
      cancelSteady = after(STEADY_MS, backoff.reset);
      listener.onOpen(origin);
    };
    const endBeside = kept.beside?.(opened) ?? (() => undefined);
    state.running = startProgram(file, args, {
      onLine(line) {
        if (line.trim() !== '') lastLine = line;
        const origin = kept.onLine?.(line) ?? null;
        if (origin !== null && !state.isStopped) opened(origin);
      },
      onEnd() {
        endBeside();
        cancelSteady();
        state.running = null;
        if (state.isStopped) return;
        listener.onWaiting(kept.explain?.(lastLine) ?? endWords(kept.program, lastLine));
        state.cancel = after(backoff.next(), start);
      },
    });
  };
  const start = (): void => void run().catch((error: unknown) => listener.onFailed(String(error)));
  start();

  return {
    async stop() {
      state.isStopped = true;
      state.cancel();
      await state.running?.stop();
    },
  };
}

function endWords(program: string, lastLine: string): string {
  const said = harmlessLine(lastLine);
  return said === '' ? `${program} has ended. It is started again.` : `${program} has ended: ${said}`;
}
