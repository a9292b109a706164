import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { WATCH_VERSION } from '../../../../src-shared/limits.ts';
import { EVERY_RIGHT } from '../../domain/actor.ts';
import { encode } from '../../realtime/frame.ts';
import type { Peer } from '../../realtime/peer.ts';
import { createStreams, type StreamResponse } from './session.ts';

const actor = { participant_id: 'ada', grant: EVERY_RIGHT };
const event = encode({ id: 'e', type: 'event', payload: { type: 'home.changed' } }, 7);

class Response extends EventEmitter {
  readonly written: (string | Buffer)[] = [];
  readonly writableLength = 0;
  readonly socket = null;
  isEnded = false;

  write(chunk: string | Buffer, onWritten?: (error: Error | null) => void): boolean {
    this.written.push(chunk);
    onWritten?.(null);
    return true;
  }

  end(): this {
    this.isEnded = true;
    return this;
  }

  destroy(): this {
    return this;
  }
}

/** Two streams of one home. */
function setUp() {
  const peers: Peer[] = [];
  const heard: unknown[] = [];
  const open = createStreams((peer) => {
    peers.push(peer);
    return {
      onText: (text) => void heard.push(JSON.parse(text)),
      onUnreadable: () => undefined,
      onFinished: () => undefined,
      onInputEnd: () => undefined,
      onClosed: () => void heard.push('closed'),
    };
  });
  const responses = [new Response(), new Response()];
  for (const response of responses) open(response as unknown as StreamResponse, actor, 3);
  const written = (): string[][] => responses.map((response) => response.written.map(String));
  return { peers, heard, responses, written };
}

it('asks for what happened since the cursor, and says when it is closed', () => {
  const { heard, responses } = setUp();
  responses[0]?.emit('close');
  const watch = { type: 'watch', payload: { version: WATCH_VERSION, cursor: 3 } };
  expect(heard).toEqual([watch, watch, 'closed']);
});

it('makes an event of a frame once for all streams, with its cursor as the id', () => {
  const { peers, responses, written } = setUp();
  for (const peer of peers) peer.send(event);
  const text = 'id: 7\ndata: {"id":"e","type":"event","payload":{"type":"home.changed"}}\n\n';
  expect(written()).toEqual([[text], [text]]);
  expect(responses[0]?.written[0]).toBe(responses[1]?.written[0]);
});

it('gives no id to a frame without a cursor, whatever its text says', () => {
  const { peers, written } = setUp();
  peers[0]?.send(encode({ id: 'e', type: 'event', payload: { type: 'typing.changed', cursor: 9 } }));
  expect(written()[0]).toEqual(['data: {"id":"e","type":"event","payload":{"type":"typing.changed","cursor":9}}\n\n']);
});

it('turns a heartbeat into a comment, and answers it once that is written', () => {
  const { peers, heard, written } = setUp();
  heard.length = 0;
  peers[0]?.send(encode({ id: 'p', type: 'ping', payload: {} }));
  expect([written()[0], heard]).toEqual([[': still here\n\n'], [{ type: 'pong' }]]);
});

it('ends after a refusal', () => {
  const { peers, responses } = setUp();
  peers[0]?.send(encode({ id: 'e', reply_to: 'w', type: 'error', payload: { code: 'access_denied', message: 'No' } }));
  expect(responses.map(({ isEnded }) => isEnded)).toEqual([true, false]);
});
