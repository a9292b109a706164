// One connection to a home: registered as an agent, asking and being told.
import { createHash } from 'node:crypto';
import { agentIdOf } from '../../src-shared/agent-id.ts';
import { AppError } from '../../src-shared/errors.ts';
import { PROTOCOL_VERSION, SILENCE_LIMIT_MS } from '../../src-shared/limits.ts';
import { Failure } from './failure.ts';
import type { Identity, Target } from './home-options.ts';
import { credentialFor } from './key-proof.ts';
import { Frame, Welcome } from './protocol.ts';
import { asError, Questions } from './questions.ts';
import { openTransport, type Transport } from './transport.ts';
import type { z } from 'zod/mini';

/**
 * `asks`: refused while the same agent is connected elsewhere. `takes`: ends that other connection. `beside`: leaves it be,
 * where the home knows how to; elsewhere it takes.
 */
export type Entrance = 'asks' | 'takes' | 'beside';

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
  const said = { name: identity.name, agent_id: identity.id, protocol_version: PROTOCOL_VERSION };
  const ask = async (how: object): Promise<Welcome> => {
    const credential = await credentialFor(target.key, raw.at, (challenge) => raw.ask('challenge', challenge));
    return Welcome.parse(await raw.ask('register', { ...credential, ...said, ...how }));
  };
  try {
    return await ask(entrance === 'beside' ? { beside: true } : {});
  } catch (error) {
    if (!isTaken(error) || entrance === 'asks') throw error;
  }
  try {
    return await ask({ reconnect: true });
  } catch (error) {
    // The id belongs to a key that allows more. An agent without a chosen id gets one of this key's own, the same each time.
    if (!isTaken(error) || identity.id !== agentIdOf(identity.name)) throw error;
    return ask({ reconnect: true, agent_id: `${identity.id}-${shortHash(target.key)}` });
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof AppError && error.code === 'agent_id_taken';
}

function shortHash(key: string): string {
  return createHash('sha256').update(`agent of ${key}`).digest('hex').slice(0, 8);
}

interface Raw {
  at: string | null;
  ask(type: string, payload: object): Promise<unknown>;
  ended: Promise<string | null>;
  close(): void;
}

/** A connection on which nobody has said yet who they are. */
async function openRaw(target: Target, onPush: ConnectOptions['onPush']): Promise<Raw> {
  const questions = new Questions();
  let closingCode: string | null = null;
  // The home may speak, or go, before there is anything to answer it with.
  let transport: Transport | null = null;
  let silence: NodeJS.Timeout | null = null;
  let tellEnded: (code: string | null) => void = () => undefined;
  const ended = new Promise<string | null>((resolve) => (tellEnded = resolve));
  const end = (): void => {
    clearTimeout(silence ?? undefined);
    questions.lose();
    tellEnded(closingCode);
  };
  const receive = (text: string): void => {
    silence?.refresh();
    const frame = parseFrame(text);
    if (!frame) return;
    const { type, reply_to, payload } = frame;
    if (typeof reply_to === 'string') questions.answer(reply_to, type, payload);
    // Some servers do not say which frame they could not read.
    else if (type === 'error') questions.refuse(asError(payload));
    else if (type === 'ping') transport?.send(JSON.stringify({ type: 'pong' }));
    else if (type === 'closing') closingCode = asError(payload).code;
    else onPush?.(type, payload);
  };

  const opened = await openTransport(target.addresses, { onText: receive, onClose: end });
  transport = opened;
  // The home says something every so often; a connection that is silent for longer is dead.
  silence = setTimeout(() => opened.close(), SILENCE_LIMIT_MS).unref();
  return {
    at: opened.at,
    ended,
    close() {
      opened.close();
      end();
    },
    ask: (type, payload) => questions.ask((id) => opened.send(JSON.stringify({ id, type, payload }))),
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
