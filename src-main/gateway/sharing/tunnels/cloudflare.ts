// A quick tunnel of Cloudflare, which needs no account. Its state comes from the port for metrics of cloudflared, and not from its
// log: `/quicktunnel` has the host name, and `/ready` is 200 once the tunnel is connected.
import { originOf } from '../../../../src-shared/entrances.ts';
import { freePort } from '../../domain/programs/free-port.ts';
import { keepProgram } from './kept-program.ts';
import type { StartTunnel, TunnelListener } from './tunnel.ts';

const POLL_MS = 500;
const POLL_OPEN_MS = 5_000;
const ANSWER_MS = 2_000;
const RATE_LIMITED = /failed to unmarshal quick tunnel|\b(?:429|1015)\b/i;

export const cloudflareTunnel: StartTunnel = (target, listener, parts) => {
  const url = 'port' in target ? `http://127.0.0.1:${target.port}` : `unix:${target.path}`;
  const metrics = { port: 0 };
  return keepProgram(
    {
      program: 'cloudflared',
      async args() {
        metrics.port = await freePort();
        return ['tunnel', '--no-autoupdate', '--metrics', `127.0.0.1:${metrics.port}`, '--url', url];
      },
      beside: (open) => watch(metrics.port, open, listener, parts.after),
      explain: (line) => (RATE_LIMITED.test(line) ? 'Cloudflare gives no new tunnel at the moment. Lanai tries again by itself.' : null),
    },
    listener,
    parts,
  );
};

/** Asks cloudflared again and again. Returns the end. */
function watch(
  port: number,
  open: (origin: string) => void,
  listener: TunnelListener,
  after: Parameters<StartTunnel>[2]['after'],
): () => void {
  const state = { isOver: false, isOpen: false };
  let cancel: () => void = () => undefined;
  const ask = async (): Promise<void> => {
    const origin = (await answers(port, '/ready')) === null ? null : hostIn(await answers(port, '/quicktunnel'));
    if (state.isOver) return;
    if (origin !== null && !state.isOpen) open(origin);
    if (origin === null && state.isOpen)
      listener.onWaiting('The tunnel has lost its connection to Cloudflare. It connects again by itself.');
    state.isOpen = origin !== null;
    cancel = after(state.isOpen ? POLL_OPEN_MS : POLL_MS, () => void ask());
  };
  void ask();
  return () => {
    state.isOver = true;
    cancel();
  };
}

/** The body of a good answer, or null. */
async function answers(port: number, path: string): Promise<string | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'error' });
    const text = await response.text();
    return response.ok ? text : null;
  } catch {
    return null;
  }
}

function hostIn(body: string | null): string | null {
  const host = /^\s*\{\s*"hostname"\s*:\s*"([\w.-]+)"/.exec(body ?? '')?.[1];
  return host === undefined ? null : originOf(`https://${host}`);
}
