import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { enforceBodyTimeout } from './body-timeout.ts';

const REQUEST_MS = 30_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

interface Arriving {
  request: { url: string; method: string; complete: boolean; socket: Pick<Socket, 'bytesRead' | 'destroyed' | 'destroy'> | null };
  socket: { bytesRead: number; destroyed: boolean; destroy: () => void };
  response: EventEmitter;
}

function arriving(url: string): Arriving {
  const socket = { bytesRead: 100, destroyed: false, destroy: () => void (socket.destroyed = true) };
  const request = { url, method: 'POST', complete: false, socket: socket as unknown as Socket };
  const response = new EventEmitter();
  enforceBodyTimeout(request as unknown as IncomingMessage, response as unknown as ServerResponse, REQUEST_MS);
  return { request, socket, response };
}

it('A request that does not come in whole in time ends its connection', () => {
  const { socket } = arriving('/api/rooms');
  vi.advanceTimersByTime(REQUEST_MS);
  expect(socket.destroyed).toBe(true);
});

it('A request that came in whole and was answered keeps its connection', () => {
  const { request, socket, response } = arriving('/api/rooms');
  request.complete = true;
  response.emit('close');
  vi.advanceTimersByTime(REQUEST_MS);
  expect(socket.destroyed).toBe(false);
});

it('An upload keeps its connection for as long as it keeps coming', () => {
  const { socket } = arriving('/api/rooms/lobby/files?name=a.bin');
  socket.bytesRead += 20_000;
  vi.advanceTimersByTime(REQUEST_MS);
  expect(socket.destroyed).toBe(false);
  vi.advanceTimersByTime(REQUEST_MS);
  expect(socket.destroyed).toBe(true);
});

it('A request that has lost its socket meanwhile ends nothing but its connection', () => {
  const { request, socket } = arriving('/api/rooms');
  request.socket = null;
  expect(() => vi.advanceTimersByTime(REQUEST_MS)).not.toThrow();
  expect(socket.destroyed).toBe(true);
});
