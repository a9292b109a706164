// The server in the owner's tailnet (`tailscale serve`), or on the internet through it (`tailscale funnel`). Tailscale keeps the
// setting, so it is taken back when the entrance closes. It forwards to a Unix socket that only this account and the system can open:
// no other program can pretend to be the proxy.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { createBackoff, SCHEDULES } from '../../../../src-shared/client/backoff.ts';
import { harmlessLine } from '../../../../src-shared/name.ts';
import { originOf, type EntranceWay } from '../../../../src-shared/entrances.ts';
import { notInstalled, type StartTunnel, type Target } from './tunnel.ts';

type TailscaleWay = Extract<EntranceWay, { kind: 'tailscale' }>;

type Run = (args: readonly string[], ms: number) => Promise<string>;

const execute = promisify(execFile);
/** `tailscale status` waits for ever when the daemon does not run. */
const STATUS_MS = 3_000;
/** It prints a link and waits when HTTPS or Funnel has to be allowed first. */
const SERVE_MS = 10_000;
/** The server ends within 10 s, and this is a part of it. */
const OFF_MS = 3_000;
const HTTPS_PORT = '443';

const Status = z.object({
  BackendState: z.string(),
  Self: z.nullish(z.object({ DNSName: z.string() })),
  CertDomains: z.nullish(z.array(z.string())),
});

/** The part of Tailscale's own setting that says what it serves on a port. */
const Served = z.object({
  TCP: z.nullish(z.record(z.string(), z.object({ TCPForward: z.nullish(z.string()) }))),
  Web: z.nullish(z.record(z.string(), z.object({ Handlers: z.nullish(z.record(z.string(), z.object({ Proxy: z.nullish(z.string()) }))) }))),
});

/** A reason that the owner can act on. */
class Refused extends Error {}

export function tailscaleTunnel({ reach }: TailscaleWay): StartTunnel {
  const subcommand = reach === 'internet' ? 'funnel' : 'serve';
  return (target, listener, { after, find }) => {
    const end = new AbortController();
    const state: { served: string | null; cancel: () => void } = { served: null, cancel: () => undefined };
    const backoff = createBackoff(SCHEDULES.tailnet);
    const work = { last: Promise.resolve() };

    const open = async (): Promise<void> => {
      const file = await find('tailscale');
      if (file === null) throw new Refused(notInstalled('tailscale'));
      const run: Run = async (args, ms) => (await execute(file, [...args], { timeout: ms, signal: end.signal })).stdout;
      const origin = await ownOrigin(run);
      await refuseOthers(run, target);
      end.signal.throwIfAborted();
      state.served = file;
      await serve(run, subcommand, target);
      if (!end.signal.aborted) listener.onOpen(origin);
    };
    const attempt = (): void => {
      work.last = open().catch((error: unknown) => {
        if (end.signal.aborted) return;
        const problem = error instanceof Refused ? error.message : `Tailscale did not answer: ${firstLine(error)}`;
        listener.onWaiting(problem);
        state.cancel = after(backoff.next(), attempt);
      });
    };
    attempt();

    return {
      async stop() {
        end.abort();
        state.cancel();
        await work.last;
        if (state.served === null) return;
        await execute(state.served, [subcommand, `--https=${HTTPS_PORT}`, 'off'], { timeout: OFF_MS }).catch(() => undefined);
      },
    };
  };
}

/** The address of this computer in its tailnet. Throws Refused. */
async function ownOrigin(run: Run): Promise<string> {
  const stdout = await run(['status', '--json'], STATUS_MS).catch((error: unknown) => {
    throw new Refused(`Tailscale does not run, or it did not answer: ${firstLine(error)}`);
  });
  const parsed = Status.safeParse(jsonOf(stdout));
  if (!parsed.success) throw new Refused('Tailscale answered with something that Lanai does not understand. It may be too old.');
  const { BackendState, Self, CertDomains } = parsed.data;
  if (BackendState === 'NeedsLogin') throw new Refused('Tailscale is not signed in on this computer.');
  if (BackendState !== 'Running') throw new Refused('Tailscale is not connected on this computer.');
  if (!CertDomains?.length)
    throw new Refused("Certificates are off in your tailnet. Turn on HTTPS in Tailscale's admin console, under DNS.");
  const origin = originOf(`https://${(Self?.DNSName ?? '').replace(/\.$/, '')}`);
  if (origin === null) throw new Refused('This computer has no name in the tailnet. Turn on MagicDNS in Tailscale.');
  return origin;
}

/** The port may lead to another program of the owner's already. It would be taken from it, and closed with this entrance. */
async function refuseOthers(run: Run, target: Target): Promise<void> {
  const stdout = await run(['serve', 'status', '--json'], STATUS_MS);
  const served = Served.safeParse(jsonOf(stdout.trim() === '' ? '{}' : stdout));
  if (!served.success) throw new Refused('Tailscale answered with something that Lanai does not understand. It may be too old.');
  const { TCP, Web } = served.data;
  const handlers = Object.entries(Web ?? {}).flatMap(([at, { Handlers }]) =>
    at.endsWith(`:${HTTPS_PORT}`) ? Object.values(Handlers ?? {}) : [],
  );
  const others = handlers.map(({ Proxy: to }) => to ?? 'files').filter((to) => to !== addressOf(target));
  const forwarded = TCP?.[HTTPS_PORT]?.TCPForward;
  const [other = forwarded] = others;
  if (other)
    throw new Refused(
      `Tailscale serves another program on this computer already (${harmlessLine(other)}). Turn that off first: tailscale serve reset`,
    );
}

function addressOf(target: Target): string {
  return 'port' in target ? `http://127.0.0.1:${target.port}` : `unix:${target.path}`;
}

async function serve(run: Run, subcommand: string, target: Target): Promise<void> {
  try {
    await run([subcommand, '--bg', '--yes', `--https=${HTTPS_PORT}`, addressOf(target)], SERVE_MS);
  } catch (error) {
    const link = /https:\/\/login\.tailscale\.com\/\S+/.exec(outputOf(error))?.[0];
    throw new Refused(link === undefined ? `Tailscale refused: ${firstLine(error)}` : `Tailscale asks you to allow this first, at ${link}`);
  }
}

function outputOf(error: unknown): string {
  const of = (name: 'stderr' | 'stdout'): string => {
    const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  return `${of('stderr')}\n${of('stdout')}`;
}

function firstLine(error: unknown): string {
  const said = harmlessLine(
    outputOf(error)
      .split('\n')
      .find((line) => line.trim() !== '') ?? '',
  );
  return said === '' ? 'it took too long, or it ended without a word.' : said;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
