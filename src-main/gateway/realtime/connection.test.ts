import { describe, expect, it } from 'vitest';
import { OUTBOUND_QUEUE_BYTES_MAX } from '../../../src-shared/limits.ts';
import { Connection, type Peer } from './connection.ts';

/** Somebody who reads nothing until told to. */
function createIdlePeer() {
  let waiting = 0;
  let isCut = false;
  const peer: Peer = {
    at: '',
    send: (line) => void (waiting += line.length),
    end: () => undefined,
    cut: () => void (isCut = true),
    get bufferedBytes() {
      return waiting;
    },
    address: '127.0.0.1',
    pause: () => undefined,
    resume: () => undefined,
  };
  return { peer, read: () => (waiting = 0), isCut: () => isCut };
}

describe('A connection that does not read', () => {
  it('is cut off once more waits than may', () => {
    const { peer, isCut } = createIdlePeer();
    const connection = new Connection(peer);
    const line = Buffer.alloc(64 * 1024);
    for (let sent = 0; sent <= OUTBOUND_QUEUE_BYTES_MAX + line.length; sent += line.length) connection.deliver(line);
    expect(isCut()).toBe(false);
    connection.deliver(line);
    expect([isCut(), connection.isOpen]).toEqual([true, false]);
  });

  it('has the time to take in one frame that is longer than that', () => {
    const { peer, read, isCut } = createIdlePeer();
    const connection = new Connection(peer);
    const event = Buffer.alloc(1_000);
    connection.deliver(Buffer.alloc(2 * OUTBOUND_QUEUE_BYTES_MAX));
    for (let sent = 0; sent < 100; sent += 1) connection.deliver(event);
    expect(isCut()).toBe(false);
    read();
    connection.deliver(Buffer.alloc(4 * OUTBOUND_QUEUE_BYTES_MAX));
    connection.deliver(event);
    expect(isCut()).toBe(false);
  });
});
