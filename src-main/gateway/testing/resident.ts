// A client in a network namespace: what it sends leaves from there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { ServerFrame } from '../../../src-shared/frames.ts';
import { answerOf, type Answer, type Ask } from './http-client.ts';
import { Report, type Order } from './resident-orders.ts';

const PROGRAM = path.join(import.meta.dirname, 'strangers/resident.ts');
const Asked = z.object({ status: z.number(), headers: z.custom<IncomingHttpHeaders>(), base64: z.string() });

export interface Held {
  readonly closed: Promise<void>;
}

export interface HeldSocket extends Held {
  request(type: string, payload?: unknown): Promise<ServerFrame>;
}

export interface Resident {
  ask(url: string, ask?: Ask): Promise<Answer>;
  socket(url: string, headers?: Record<string, string>, ca?: string): Promise<HeldSocket>;
  /** `begin`: the first bytes of a body that never ends; null: an answer that does not end. */
  hold(url: string, method: string, given: { headers: Record<string, string>; ca?: string; begin: string | null }): Promise<Held>;
  close(): Promise<void>;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** `command`: runs a program in the namespace. */
export function startResident([program = '', ...before]: readonly string[]): Resident {
  const child = spawn(program, [...before, process.execPath, PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const open = new Map<number, PromiseWithResolvers<void>>();
  let last = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const report = Report.parse(JSON.parse(line));
    if ('closed' in report) open.get(report.id)?.resolve();
    else if ('failed' in report) waiting.get(report.id)?.reject(new Error(report.failed));
    else waiting.get(report.id)?.resolve(report.done);
  });
  void ended.then(() => {
    for (const each of waiting.values()) each.reject(new Error('The program in the namespace has ended.'));
  });
  function order(given: WithoutId<Order>): { id: number; done: Promise<unknown>; closed: Promise<void> } {
    last += 1;
    const done = Promise.withResolvers<unknown>();
    const closed = Promise.withResolvers<void>();
    waiting.set(last, done);
    open.set(last, closed);
    child.stdin.write(`${JSON.stringify({ id: last, ...given })}\n`);
    return { id: last, done: done.promise, closed: closed.promise };
  }
  return {
    async ask(url, { body, headers = {}, ...rest } = {}) {
      const isText = typeof body === 'string' || Buffer.isBuffer(body);
      const bytes = body === undefined ? undefined : Buffer.from(isText ? body : JSON.stringify(body));
      const type: Record<string, string> = body === undefined || isText ? {} : { 'content-type': 'application/json' };
      const sent = { ...rest, headers: { ...type, ...headers }, ...(bytes && { base64: bytes.toString('base64') }) };
      const { status, headers: got, base64 } = Asked.parse(await order({ do: 'ask', url, ask: sent }).done);
      return answerOf(status, got, Buffer.from(base64, 'base64'));
    },
    async socket(url, headers = {}, ca) {
      const { id, done, closed } = order({ do: 'socket', url, headers, ...(ca !== undefined && { ca }) });
      await done;
      return {
        closed,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the home sends is what the tests look at
        request: async (type, payload) => (await order({ do: 'request', socket: id, type, payload }).done) as ServerFrame,
      };
    },
    async hold(url, method, { headers, ca, begin }) {
      const { done, closed } = order({ do: 'hold', url, method, headers, begin, ...(ca !== undefined && { ca }) });
      await done;
      return { closed };
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
