// A tool that waits is a session of the app's protocol whose peer is this file. So the rules for what an agent may see, the limits
// and the end of its access are those of every other connection, and the agent counts as present.
import * as z from 'zod/mini';
import { AppError, isErrorCode } from '../../../src-shared/errors.ts';
import { WATCH_VERSION } from '../../../src-shared/limits.ts';
import { Message } from '../../../src-shared/objects.ts';
import type { After } from '../domain/clock.ts';
import type { Frame } from './frame.ts';
import type { Peer, PeerListener } from './peer.ts';
import type { Place, WaitOptions } from './tool-host.ts';

const STILL_WAITING_EVERY_MS = 8_000;
/** Messages that come together are given together. */
const GATHER_MS = 50;
const MESSAGES_MAX = 100;

export interface Waiting {
  messages: Message[];
  missed: boolean;
}

interface WaitDeps {
  openSession(peer: Peer): PeerListener;
  after: After;
  address: string | undefined;
}

export function waitForMessages(
  { openSession, after, address }: WaitDeps,
  since: Place,
  passes: (message: Message) => boolean,
  { timeoutMs, signal, onStillWaiting }: WaitOptions,
): Promise<Waiting> {
  return new Promise((resolve, reject) => {
    const found: Message[] = [];
    const timers = new Set<() => void>();
    let isOver = false;
    const later = (ms: number, run: () => void): void => void timers.add(after(ms, run));
    const over = (settle: () => void): void => {
      if (isOver) return;
      isOver = true;
      for (const cancel of timers) cancel();
      signal.removeEventListener('abort', end);
      session.onClosed();
      settle();
    };
    const end = (): void => over(() => resolve({ messages: found, missed: false }));
    const onFrame = (frame: Frame): void => {
      if (isOver) return;
      if (frame.type === 'ping') return session.onText('{"type":"pong"}');
      if (frame.type === 'error') return over(() => reject(refusalIn(frame)));
      if (frame.type === 'ok' && Snapshot.safeParse(jsonOf(frame)).success) return over(() => resolve({ messages: [], missed: true }));
      const message = frame.type === 'event' ? messageIn(frame) : null;
      if (!message || found.length >= MESSAGES_MAX || !passes(message)) return;
      found.push(message);
      if (found.length === 1) later(GATHER_MS, end);
    };
    const cut = (): void => over(() => reject(new AppError('unauthorized', 'This access has ended.')));
    const peer: Peer = {
      at: '',
      address,
      bufferedBytes: 0,
      // Not in the turn of the sender: a session is being made while its first frames come.
      send: (frame) => queueMicrotask(() => onFrame(frame)),
      end: cut,
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
    later(timeoutMs, end);
    session.onText(JSON.stringify({ type: 'watch', payload: { version: WATCH_VERSION, ...since } }));
  });
}

const Snapshot = z.object({ payload: z.object({ mode: z.literal('snapshot') }) });
const Posted = z.object({ payload: z.object({ type: z.literal('message.posted'), message: Message }) });
const Refusal = z.object({ payload: z.object({ code: z.string(), message: z.string() }) });

const jsonOf = ({ line }: Frame): unknown => JSON.parse(line.toString('utf8'));

function messageIn(frame: Frame): Message | null {
  const parsed = Posted.safeParse(jsonOf(frame));
  return parsed.success ? parsed.data.payload.message : null;
}

function refusalIn(frame: Frame): AppError {
  const { code, message } = Refusal.parse(jsonOf(frame)).payload;
  return isErrorCode(code) ? new AppError(code, message) : new AppError('internal_error', message);
}
