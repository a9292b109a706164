// A tool that waits is a session of the app's protocol whose peer is this file. So the rules for what an agent may see, the limits
// and the end of its access are those of every other connection, and the agent counts as present.
import * as z from 'zod/mini';
import { AppError, isErrorCode } from '../../../src-shared/errors.ts';
import { WATCH_VERSION } from '../../../src-shared/limits.ts';
import { Message } from '../../../src-shared/objects.ts';
import type { After } from '../domain/clock.ts';
import type { Frame } from './frame.ts';
import type { Peer, PeerListener } from './peer.ts';
import type { Passes, Place, Waiting, WaitOptions } from './tool-host.ts';

const STILL_WAITING_EVERY_MS = 8_000;
/** Messages that come together are given together. */
const GATHER_MS = 50;
const MESSAGES_MAX = 100;
/** For the answer to `watch`. */
const BEGIN_MS = 30_000;

interface WaitDeps {
  openSession(peer: Peer): PeerListener;
  after: After;
  address: string | undefined;
}

export function waitForMessages(
  { openSession, after, address }: WaitDeps,
  since: Place,
  passes: Passes,
  { timeoutMs, signal, onStillWaiting }: WaitOptions,
): Promise<Waiting> {
  return new Promise((resolve, reject) => {
    const messages: Message[] = [];
    const timers = new Set<() => void>();
    /** Every message up to here was given, or did not pass. */
    let heard = since;
    /** One after another, in the order of the events. */
    let checks = Promise.resolve();
    let isOver = false;
    let closingCode: string | null = null;
    const later = (ms: number, run: () => void): void => void timers.add(after(ms, run));
    const over = (settle: () => void): void => {
      if (isOver) return;
      isOver = true;
      for (const cancel of timers) cancel();
      signal.removeEventListener('abort', end);
      session.onClosed();
      settle();
    };
    const finish = (state: Waiting['state']): void => over(() => resolve({ messages, state, place: heard }));
    const end = (): void => finish('heard');
    const cut = (): void => {
      if (closingCode === 'unauthorized') over(() => reject(new AppError('unauthorized', 'This access has ended.')));
      else finish('interrupted');
    };
    const onFrame = (frame: Frame): void => {
      if (isOver) return;
      switch (frame.type) {
        case 'ping':
          return session.onText('{"type":"pong"}');
        case 'error':
          return over(() => reject(refusalIn(frame)));
        case 'closing':
          closingCode = refusalIn(frame).code;
          return;
        case 'ok':
          // Only a snapshot has a cursor: too much happened for the events to be sent.
          if (frame.cursor !== null) return finish('missed');
          return later(timeoutMs, end);
        case 'event':
          checks = checks.then(() => onEvent(frame)).catch((error: unknown) => over(() => reject(error)));
          return;
        default:
      }
    };
    const onEvent = async (frame: Frame): Promise<void> => {
      const message = postedIn(frame);
      const isGiven = message !== null && (await passes(message));
      if (isOver || messages.length >= MESSAGES_MAX) return;
      if (frame.cursor !== null) heard = { ...heard, cursor: frame.cursor };
      if (!isGiven) return;
      messages.push(message);
      if (messages.length === 1) later(GATHER_MS, end);
      if (messages.length === MESSAGES_MAX) end();
    };
    const peer: Peer = {
      at: '',
      address,
      bufferedBytes: 0,
      // Not in the turn of the sender: a session is being made while its first frames come.
      send: (frame) => queueMicrotask(() => onFrame(frame)),
      // After the frames that say why.
      end: () => queueMicrotask(cut),
      cut,
      pause: () => undefined,
      resume: () => undefined,
    };
    const session = openSession(peer);
    const still = (): void => {
      onStillWaiting();
      later(STILL_WAITING_EVERY_MS, still);
    };
    signal.addEventListener('abort', end);
    if (signal.aborted) return end();
    still();
    later(BEGIN_MS + timeoutMs, end);
    session.onText(JSON.stringify({ type: 'watch', payload: { version: WATCH_VERSION, ...since } }));
  });
}

const Posted = z.object({ payload: z.object({ type: z.literal('message.posted'), message: Message }) });
const Refusal = z.object({ payload: z.object({ code: z.string(), message: z.string() }) });

const jsonOf = ({ line }: Frame): unknown => JSON.parse(line.toString('utf8'));

/** The same frame goes to all who wait, so that it is read once. */
let last: { frame: Frame; message: Message | null } | null = null;

function postedIn(frame: Frame): Message | null {
  if (last?.frame === frame) return last.message;
  const parsed = frame.line.includes('"message.posted"') ? Posted.safeParse(jsonOf(frame)) : null;
  last = { frame, message: parsed?.success ? parsed.data.payload.message : null };
  return last.message;
}

function refusalIn(frame: Frame): AppError {
  const { code, message } = Refusal.parse(jsonOf(frame)).payload;
  return isErrorCode(code) ? new AppError(code, message) : new AppError('internal_error', message);
}
