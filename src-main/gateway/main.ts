// The gateway's process: arguments in, a ready line out, and an orderly end.
import { config, locales } from 'zod/mini';
import { StartFailure } from '../../src-shared/errors.ts';
import { ToGateway } from '../../src-shared/host.ts';
import { parseArguments } from './arguments.ts';
import { giveBackLater } from './store/give-back.ts';
import { connectParent } from './parent.ts';
import { createLog } from './log.ts';
import { startRunning, type RunningHome } from './running.ts';

/** DESIGN.md promises an end within 10 s; this leaves room for the process itself. */
const CLOSE_LIMIT_MS = 9_000;
const EXIT_INTERNAL = 70;

config(locales.en());
const parent = connectParent();
const log = createLog(process.stderr);

async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2), process.env);
  const home = await startRunning({
    ...options,
    now: Date.now,
    after,
    log: (message, error) => log.warn(message, error),
    recentLog: () => log.recent(),
    onFailure: fail,
    onDeath(error) {
      log.error('Nothing can be saved any more', error);
      process.exit(EXIT_INTERNAL);
    },
  });
  process.once('SIGINT', () => stop(home));
  process.once('SIGTERM', () => stop(home));
  parent.onMessage((message) => answerParent(home, message));
  parent.onGone(() => stop(home));
  giveBackLater();
  const { ready } = await home.gateway();
  parent.send(ready);
  if (options.json) process.stdout.write(`${JSON.stringify(ready)}\n`);
  else if (!parent.isThere) process.stdout.write(`Lanai is at home: ${ready.ownerUrl}\n(the link opens it as the owner, once)\n`);
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

function answerParent(home: RunningHome, message: unknown): void {
  const parsed = ToGateway.safeParse(message);
  if (!parsed.success) return;
  if (parsed.data.event === 'stop') return stop(home);
  const { request } = parsed.data;
  home.gateway().then(
    (gateway) => parent.send({ event: 'owner-token', request, token: gateway.issueOwnerToken() }),
    // It could not start again, and says so itself.
    () => undefined,
  );
}

function stop(home: RunningHome): void {
  const hurry = setTimeout(() => process.exit(0), CLOSE_LIMIT_MS);
  home.close().then(
    () => {
      clearTimeout(hurry);
      process.exit(0);
    },
    (error: unknown) => {
      log.error('The home did not close in order', error);
      process.exit(EXIT_INTERNAL);
    },
  );
}

function fail(error: unknown): void {
  const failure =
    error instanceof StartFailure
      ? error
      : new StartFailure('internal', `The home could not start: ${error instanceof Error ? error.message : 'unknown reason'}`);
  if (!(error instanceof StartFailure)) log.error('The home could not start', error);
  parent.send({ event: 'failed', code: failure.code, message: failure.message });
  process.stderr.write(`${failure.message}\n`);
  process.exitCode = failure.exitCode;
  setTimeout(() => process.exit(failure.exitCode), 100);
}

main().catch(fail);
