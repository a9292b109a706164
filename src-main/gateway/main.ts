// The gateway's process: arguments in, a ready line out, and an orderly end.
import { config } from 'zod/mini';
import english from 'zod/v4/locales/en.js';
import { StartFailure } from '../../src-shared/errors.ts';
import { ToGateway, type Ready } from '../../src-shared/host.ts';
import { parseArguments } from './arguments.ts';
import { releaseStartupMemory } from './store/release-startup-memory.ts';
import { connectParent } from './parent.ts';
import { createLog } from './log.ts';
import { startRunning, type RunningHome } from './running.ts';
import { afterLong } from '../../src-shared/long-timer.ts';
import { reasonOf } from '../../src-shared/reason.ts';

/** DESIGN.md promises an end within 10 s; this leaves room for the process itself. */
const CLOSE_LIMIT_MS = 9_000;
/** The desktop sends it at once. */
const SECRET_LIMIT_MS = 5_000;
const EXIT_INTERNAL = 70;
const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// Only this account can read the files that this process writes.
process.umask(0o077);
config(english());
const parent = connectParent();
const log = createLog(process.stderr);
// The server continues when the program that read its output has ended.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2), process.env);
  const secret = Promise.withResolvers<Uint8Array | null>();
  // Without it the keys of model providers are locked, and everything else works.
  if (options.hasKeychain) after(SECRET_LIMIT_MS, () => secret.resolve(null));
  else secret.resolve(null);
  const starting = secret.promise.then((keychainSecret) =>
    startRunning({
      ...options,
      keychainSecret,
      startPdfReader: parent.startPdfReader,
      now: Date.now,
      after,
      log: (message, error) => log.warn(message, error),
      recentLog: () => log.recent(),
      onRestart: () => parent.send({ event: 'restarting' }),
      onStartedAgain: (ready) => parent.send(ready),
      onFailure: fail,
      onDeath(error) {
        log.error('Nothing can be saved any more', error);
        process.exit(EXIT_INTERNAL);
      },
    }),
  );
  const { stop, isStopping } = stopOnce(starting);
  // Set at once and never removed, because a signal may come twice: from a terminal, and from the program that runs this one.
  for (const signal of END_SIGNALS) process.on(signal, stop);
  parent.onGone(stop);
  // Before the start is done: a start can take long, and can be stopped.
  parent.onMessage((message) => answerParent(starting, { stop, onSecret: secret.resolve }, message));
  const home = await starting;
  if (isStopping()) return;
  releaseStartupMemory();
  const { ready } = await home.gateway();
  parent.send(ready);
  if (options.json) process.stdout.write(`${JSON.stringify(ready)}\n`);
  else if (!parent.isDesktop)
    process.stdout.write(`Lanai is at home: ${ready.ownerUrl}\n(the link opens it as the owner, once)\n${alsoAt(ready)}`);
}

function alsoAt({ agentMessenger, keyFile }: Ready): string {
  return agentMessenger === undefined ? '' : `Clients of Agent Messenger: ${agentMessenger} (the secret of agents is in ${keyFile})\n`;
}

function after(ms: number, run: () => void): () => void {
  return afterLong({ now: () => performance.now(), after: timerOf }, ms, run);
}

function timerOf(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

interface FromParent {
  stop(): void;
  onSecret(secret: Uint8Array): void;
}

function answerParent(starting: Promise<RunningHome>, { stop, onSecret }: FromParent, message: unknown): void {
  const parsed = ToGateway.safeParse(message);
  if (!parsed.success) return;
  if (parsed.data.event === 'stop') return stop();
  if (parsed.data.event === 'keychain-secret') return onSecret(Buffer.from(parsed.data.secret, 'base64'));
  const { data } = parsed;
  const { request } = data;
  if (data.event === 'here') return parent.send({ event: 'here', request });
  const running = starting.then((home) => home.gateway());
  running.then(
    (gateway) => {
      if (data.event === 'sign-in') parent.send({ event: 'sign-in', request, command: gateway.takeSignIn(data.ticket) });
      else parent.send({ event: 'owner-token', request, token: gateway.issueOwnerToken() });
    },
    // It could not start again, and says so itself.
    () => undefined,
  );
}

function stopOnce(starting: Promise<RunningHome>): { stop(): void; isStopping(): boolean } {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    const hurry = setTimeout(() => process.exit(0), CLOSE_LIMIT_MS);
    // A home that cannot start reports that itself.
    const home = starting.catch(() => null);
    home
      .then((each) => each?.close())
      .then(
        () => {
          clearTimeout(hurry);
          process.exit(0);
        },
        (error: unknown) => {
          log.error('The home did not close in order', error);
          process.exit(EXIT_INTERNAL);
        },
      );
  };
  return { stop, isStopping: () => isStopping };
}

function fail(error: unknown): void {
  const failure = error instanceof StartFailure ? error : new StartFailure('internal', `The home could not start. ${reasonOf(error)}`);
  if (!(error instanceof StartFailure)) log.error('The home could not start', error);
  parent.send({ event: 'failed', code: failure.code, message: failure.message });
  process.stderr.write(`${failure.message}\n`);
  process.exitCode = failure.exitCode;
  setTimeout(() => process.exit(failure.exitCode), 100);
}

main().catch(fail);
