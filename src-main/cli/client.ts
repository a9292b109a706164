// One connection to a home: registered as an agent, asking and being told.
import { AppError, isErrorCode } from '../../src-shared/errors.ts';
import { ConnectionLost } from '../../src-shared/home-client.ts';
import { PROTOCOL_VERSION, SILENCE_LIMIT_MS } from '../../src-shared/limits.ts';
import { Failure } from './failure.ts';
import type { Identity, Target } from './home-options.ts';
import { ErrorPayload, Frame, Welcome } from './protocol.ts';
import { openTransport, type Transport } from './transport.ts';
import type { z } from 'zod/mini';

const REQUEST_LIMIT_MS = 30_000;

/** `asks`: refused while the same agent is connected elsewhere. `takes`: ends that other connection. */
export type Entrance = 'asks' | 'takes';

export interface ConnectOptions {
  target: Target;
  identity: Identity;
  entrance: Entrance;
  onPush?(type: string, payload: unknown): void;
}

export interface Client {
  readonly me: Welcome;
  /** Rejects with AppError when the home refused, with ConnectionLost when there is no telling whether it heard. */
  request<S extends z.ZodMiniType>(type: string, payload: object, reply: S): Promise<z.infer<S>>;
  /** Resolves when the connection has ended; with the code the home gave, if it gave one. */
  readonly ended: Promise<string | null>;
  close(): void;
}

interface Pending {
  resolve(payload: unknown): void;
  reject(error: Error): void;
}

export async function connectClient(options: ConnectOptions): Promise<Client> {
  const raw = await openRaw(options.target, options.onPush);
  try {
    const me = await register(raw, options);
    return {
      me,
      ended: raw.ended,
      close: raw.close,
      async request(type, payload, reply) {
        const parsed = reply.safeParse(await raw.ask(type, payload));
        if (parsed.success) return parsed.data;
        throw new Failure(`The home's answer to ${type} cannot be read.`, undefined, { cause: parsed.error });
      },
    };
  } catch (error) {
    raw.close();
    throw error;
  }
}

/** First without pushing anybody out: an agent that was here a moment ago is then not sent again what it missed. */
async function register(raw: Raw, { target, identity, entrance }: ConnectOptions): Promise<Welcome> {
  const said = { key: target.key, name: identity.name, agent_id: identity.id, protocol_version: PROTOCOL_VERSION };
  try {
    return Welcome.parse(await raw.ask('register', said));
  } catch (error) {
    const isTaken = error instanceof AppError && error.code === 'agent_id_taken';
    if (!isTaken || entrance === 'asks') throw error;
    return Welcome.parse(await raw.ask('register', { ...said, reconnect: true }));
  }
}

interface Raw {
  ask(type: string, payload: object): Promise<unknown>;
  ended: Promise<string | null>;
  close(): void;
}

async function openRaw(target: Target, onPush: ConnectOptions['onPush']): Promise<Raw> {
  const pending = new Map<string, Pending>();
  let closingCode: string | null = null;
  let isEnded = false;
  let lastId = 0;
  let tellEnded: (code: string | null) => void = () => undefined;
  const ended = new Promise<string | null>((resolve) => (tellEnded = resolve));

  const transport: Transport = await openTransport(target.address, { onText: receive, onClose: end });
  let silence = expectSomething();

  function expectSomething(): NodeJS.Timeout {
    const timeout = setTimeout(() => transport.close(), SILENCE_LIMIT_MS);
    timeout.unref();
    return timeout;
  }

  function receive(text: string): void {
    clearTimeout(silence);
    silence = expectSomething();
    const frame = parseFrame(text);
    if (!frame) return;
    const { type, reply_to, payload } = frame;
    if (typeof reply_to === 'string') answered(reply_to, type, payload);
    else if (type === 'ping') transport.send(JSON.stringify({ type: 'pong' }));
    else if (type === 'closing') closingCode = asError(payload).code;
    else onPush?.(type, payload);
  }

  function answered(id: string, type: string, payload: unknown): void {
    const asked = pending.get(id);
    pending.delete(id);
    if (type === 'error') asked?.reject(asError(payload));
    else asked?.resolve(payload);
  }

  function end(): void {
    if (isEnded) return;
    isEnded = true;
    clearTimeout(silence);
    for (const { reject } of pending.values()) reject(new ConnectionLost('The connection to the home was lost.'));
    pending.clear();
    tellEnded(closingCode);
  }

  return {
    ended,
    close() {
      transport.close();
      end();
    },
    ask(type, payload) {
      if (isEnded) return Promise.reject(new ConnectionLost('Not connected to the home.'));
      lastId += 1;
      const id = String(lastId);
      return new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
          pending.delete(id);
          reject(new ConnectionLost('The home did not answer in time.'));
        }, REQUEST_LIMIT_MS);
        const settled = <T>(settle: (value: T) => void) => {
          return (value: T): void => {
            clearTimeout(limit);
            settle(value);
          };
        };
        pending.set(id, { resolve: settled(resolve), reject: settled(reject) });
        transport.send(JSON.stringify({ id, type, payload }));
      });
    },
  };
}

/** What is not a frame tells nothing, and the next line may be one. */
function parseFrame(text: string): Frame | null {
  try {
    return Frame.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function asError(payload: unknown): AppError {
  const { data } = ErrorPayload.safeParse(payload);
  return new AppError(isErrorCode(data?.code) ? data.code : 'internal_error', data?.message);
}
