// Keeps one gateway running: starts it, learns where it listens, starts it again when it ends, stops it.
import type { GatewayState, Moved } from '../../src-shared/bridge.ts';
import { createBackoff, SCHEDULES } from '../../src-shared/client/backoff.ts';
import type { Timer } from '../../src-shared/timer.ts';
import { FromGateway, GATEWAY_DEFAULTS, type Ready, type TerminalCommand, type ToGateway } from '../../src-shared/host.ts';
import type { GatewayProcess, SpawnGateway } from './gateway-process.ts';

/** Ready for this long counts as recovered: the next end starts with the shortest wait again. */
const STEADY_MS = 5_000;
/** The gateway promises to close within 10 s; after that it is ended from outside. */
const STOP_LIMIT_MS = 10_000;
/** A gateway that reported a failure should exit at once. A hanging one would keep the data folder locked. */
const FAILED_EXIT_LIMIT_MS = 2_000;
const ANSWER_LIMIT_MS = 5_000;
const ANY_PORT = '0';

export interface GatewayHostOptions {
  spawn: SpawnGateway;
  timer: Timer;
  dataDir: string;
  /** Null: the gateway's default. After the first start it stays what it was, so that every client finds it again. */
  port: string | null;
  tcpPort: string | null;
  /** The gateway may take another port when one is in use. */
  isAnotherPortFine: boolean;
  /** Of keychain-secret.ts. It is sent to the gateway, and is in none of its arguments. */
  keychainSecret: string | null;
  /** Every change; it begins as `starting`. */
  onState(state: GatewayState): void;
  onReady(ready: Ready): void;
}

export interface GatewayHost {
  state(): GatewayState;
  /** A one-time token for the owner's session. Rejects when the gateway does not run, or does not answer. */
  ownerToken(): Promise<string>;
  /**
   * Whether the gateway runs, as its process answers. The end of a process is reported late, and another program can have its port
   * before.
   */
  isHere(): Promise<boolean>;
  /** The command of a prepared sign-in; null when its ticket is used or too old. Rejects when the gateway does not run. */
  takeSignIn(ticket: string): Promise<TerminalCommand | null>;
  /** Do not wait for the next try. Does nothing while the gateway starts or runs. */
  tryAgain(): void;
  /** Resolves when the process is gone. */
  stop(): Promise<void>;
}

interface GatewayRequest {
  resolve(answer: FromGateway): void;
  reject(error: Error): void;
  cancelTimeout(): void;
}

export function startGatewayHost(options: GatewayHostOptions): GatewayHost {
  const { timer } = options;
  const requests = new Map<number, GatewayRequest>();
  let state: GatewayState = { state: 'starting' };
  let process: GatewayProcess | null = null;
  const whenGone: (() => void)[] = [];
  let { port, tcpPort } = options;
  const backoff = createBackoff(SCHEDULES.process);
  let lastRequest = 0;
  let failure: { code: string; message: string } | null = null;
  let isStopping = false;
  let cancelRetry = (): void => undefined;
  let cancelSteady = (): void => undefined;
  let cancelKill = (): void => undefined;

  function setState(next: GatewayState): void {
    state = next;
    options.onState(next);
  }

  function start(): void {
    cancelRetry();
    failure = null;
    if (state.state !== 'starting') setState({ state: 'starting' });
    const { keychainSecret } = options;
    process = options.spawn(startArguments({ ...options, port, tcpPort }), { onMessage: receive, onExit: ended });
    if (keychainSecret !== null) process.send({ event: 'keychain-secret', secret: keychainSecret });
  }

  function receive(value: unknown): void {
    const parsed = FromGateway.safeParse(value);
    if (!parsed.success) return console.error('The gateway sent a message that is not in the contract.');
    const message = parsed.data;
    if (message.event === 'ready') becameReady(message);
    else if (message.event === 'restarting') setState({ state: 'starting' });
    else if (message.event === 'failed') failed(message);
    else requests.get(message.request)?.resolve(message);
  }

  function becameReady(ready: Ready): void {
    port = new URL(ready.url).port;
    tcpPort = ready.tcp === null ? 'off' : portOf(ready.tcp);
    cancelSteady();
    cancelSteady = timer.after(STEADY_MS, backoff.reset);
    setState({
      state: 'ready',
      web: moved(options.port ?? String(GATEWAY_DEFAULTS.port), port, ready.url),
      agents: ready.tcp === null ? null : moved(options.tcpPort ?? String(GATEWAY_DEFAULTS.tcpPort), tcpPort, ready.tcp),
    });
    options.onReady(ready);
  }

  function failed({ code, message }: { code: string; message: string }): void {
    failure = { code, message };
    cancelKill = timer.after(FAILED_EXIT_LIMIT_MS, () => process?.kill());
  }

  function ended(): void {
    process = null;
    cancelSteady();
    cancelKill();
    for (const request of [...requests.values()]) request.reject(new Error('The home stopped.'));
    for (const run of whenGone.splice(0)) run();
    if (isStopping) return;
    if (failure) return setState({ state: 'failed', ...failure });
    const retry_ms = backoff.next();
    setState({ state: 'restarting', retry_ms });
    cancelRetry = timer.after(retry_ms, start);
  }

  function ask(question: Question): Promise<FromGateway> {
    const running = process;
    if (!running || state.state !== 'ready') return Promise.reject(new Error('The home is not running.'));
    lastRequest += 1;
    const request = lastRequest;
    const answered = new Promise<FromGateway>((resolve, reject) => {
      const cancelTimeout = timer.after(ANSWER_LIMIT_MS, () => reject(new Error('The home did not answer in time.')));
      requests.set(request, { resolve, reject, cancelTimeout });
    });
    running.send({ ...question, request });
    return answered.finally(() => {
      requests.get(request)?.cancelTimeout();
      requests.delete(request);
    });
  }

  async function isHere(): Promise<boolean> {
    try {
      await ask({ event: 'here' });
      return state.state === 'ready';
    } catch {
      return false;
    }
  }

  async function stop(): Promise<void> {
    isStopping = true;
    cancelRetry();
    const running = process;
    if (!running) return;
    const gone = new Promise<void>((resolve) => whenGone.push(resolve));
    running.send({ event: 'stop' });
    cancelKill = timer.after(STOP_LIMIT_MS, () => running.kill());
    await gone;
  }

  start();
  return {
    state: () => state,
    async ownerToken() {
      const answer = await ask({ event: 'owner-token' });
      return answer.event === 'owner-token' ? answer.token : wrongAnswer();
    },
    async takeSignIn(ticket) {
      const answer = await ask({ event: 'sign-in', ticket });
      return answer.event === 'sign-in' ? answer.command : wrongAnswer();
    },
    isHere,
    tryAgain: () => {
      if (state.state === 'failed' || state.state === 'restarting') start();
    },
    stop,
  };
}

/** Without its number. */
type Question = { event: 'owner-token' | 'here' } | Omit<Extract<ToGateway, { event: 'sign-in' }>, 'request'>;

function wrongAnswer(): never {
  throw new Error('The home gave an answer to another question.');
}

type StartOptions = Pick<GatewayHostOptions, 'dataDir' | 'port' | 'tcpPort' | 'isAnotherPortFine' | 'keychainSecret'>;

function startArguments({ dataDir, port, tcpPort, isAnotherPortFine, keychainSecret }: StartOptions): string[] {
  const args = ['--data-dir', dataDir];
  if (port !== null) args.push('--port', port);
  if (tcpPort !== null) args.push('--tcp-port', tcpPort);
  if (isAnotherPortFine) args.push('--another-port');
  if (keychainSecret !== null) args.push('--keychain');
  return args;
}

function portOf(address: string): string {
  return address.slice(address.lastIndexOf(':') + 1);
}

/** The gateway uses another port only when the wanted one is in use. */
function moved(meant: string, port: string, to: string): Moved | null {
  return meant === ANY_PORT || meant === port ? null : { port: Number(meant), to };
}
