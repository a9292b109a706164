import { describe, expect, it } from 'vitest';
import { OUTBOUND_QUEUE_BYTES_MAX } from '../../../src-shared/limits.ts';
import { EVERY_RIGHT } from '../domain/actor.ts';
import { Connection, type AgentSession, type AppSession } from './connection.ts';
import type { Frame } from './frame.ts';
import type { Peer } from './peer.ts';
import type { Protocol } from './protocol.ts';

/** Reads nothing until `resume`. */
function createIdlePeer() {
  const sent: Frame[] = [];
  let waiting = 0;
  let isCut = false;
  const peer: Peer = {
    at: '',
    send: (frame) => {
      sent.push(frame);
      waiting += frame.line.length;
    },
    end: () => undefined,
    cut: () => void (isCut = true),
    get bufferedBytes() {
      return waiting;
    },
    address: '127.0.0.1',
    pause: () => undefined,
    resume: () => undefined,
  };
  return { peer, sent, read: () => (waiting = 0), isCut: () => isCut };
}

const frameOf = (bytes: number): Frame => ({ type: 'event', cursor: null, line: Buffer.alloc(bytes) });

describe('A connection that does not read', () => {
  it('is cut off once more waits than may', () => {
    const { peer, isCut } = createIdlePeer();
    const connection = new Connection(peer);
    const frame = frameOf(64 * 1024);
    for (let sent = 0; sent <= OUTBOUND_QUEUE_BYTES_MAX + frame.line.length; sent += frame.line.length) connection.deliver(frame);
    expect(isCut()).toBe(false);
    connection.deliver(frame);
    expect([isCut(), connection.isOpen]).toEqual([true, false]);
  });

  it('has the time to take in one frame that is longer than that', () => {
    const { peer, read, isCut } = createIdlePeer();
    const connection = new Connection(peer);
    const event = frameOf(1_000);
    connection.deliver(frameOf(2 * OUTBOUND_QUEUE_BYTES_MAX));
    for (let sent = 0; sent < 100; sent += 1) connection.deliver(event);
    expect(isCut()).toBe(false);
    read();
    connection.deliver(frameOf(4 * OUTBOUND_QUEUE_BYTES_MAX));
    connection.deliver(event);
    expect(isCut()).toBe(false);
  });
});

const protocol: Protocol = { name: 'none', accept: {}, reply: () => ({ type: 'ok', payload: null }), encode: () => [] };
const actor = { participant_id: 'ada', grant: EVERY_RIGHT };
const asAgent: AgentSession = { kind: 'agent session', protocol, actor, deliveredCursor: 0 };
const watching: AppSession = { kind: 'app session', protocol, actor, isWatching: true, deliveredCursor: 7 };

describe('The state of a connection', () => {
  it('is unregistered, then a session, then closing', () => {
    const connection = new Connection(createIdlePeer().peer);
    expect([connection.state.kind, connection.session, connection.actor]).toEqual(['unregistered', null, null]);
    connection.begin(asAgent);
    expect([connection.state, connection.actor]).toEqual([asAgent, actor]);
    connection.begin(watching);
    expect(connection.state).toEqual(watching);
    connection.end('shutting_down');
    expect(connection.state).toEqual({ kind: 'closing', session: watching, isShutOut: false });
    expect([connection.isOpen, connection.isShutOut, connection.actor]).toEqual([false, false, actor]);
  });

  it('takes no session once it closes', () => {
    const connection = new Connection(createIdlePeer().peer);
    connection.end('shutting_down');
    expect(() => connection.begin(asAgent)).toThrow('closes');
    expect(connection.session).toBeNull();
  });

  it('is shut out when its access ends, also while it closes already', () => {
    for (const before of [() => undefined, (connection: Connection) => connection.end('shutting_down')]) {
      const connection = new Connection(createIdlePeer().peer);
      connection.begin(asAgent);
      before(connection);
      connection.endAccess();
      expect(connection.state).toEqual({ kind: 'closing', session: asAgent, isShutOut: true });
    }
  });

  it('keeps what its way in allows now, open or closing', () => {
    const grant = { ...EVERY_RIGHT, key_id: 'k' };
    const connection = new Connection(createIdlePeer().peer);
    connection.setGrant(grant);
    expect(connection.state.kind).toBe('unregistered');
    connection.begin(asAgent);
    connection.setGrant(grant);
    expect(connection.state).toEqual({ ...asAgent, actor: { ...actor, grant } });
    connection.end('shutting_down');
    connection.setGrant(EVERY_RIGHT);
    expect([connection.isOpen, connection.session]).toEqual([false, asAgent]);
  });
});

describe('Changes that are held', () => {
  const frame = frameOf(10);

  it('come when they are released, each once, with what else comes', () => {
    const { peer, sent } = createIdlePeer();
    const connection = new Connection(peer);
    connection.begin(asAgent);
    connection.holdChanges();
    connection.deliverChange(frame, { room_id: 'lobby', seq: 3 });
    connection.reply('1', 'error', {});
    expect(sent.map(({ type }) => type)).toEqual(['error']);
    connection.releaseChanges();
    connection.releaseChanges();
    connection.deliverChange(frame, null);
    expect(sent.map(({ type }) => type)).toEqual(['error', 'event', 'event']);
    expect(connection.unsentPositions()).toEqual(new Map([['lobby', 2]]));
  });

  it('count as waiting: the connection is cut off once they are more than may wait, and they are sent again', () => {
    const { peer, sent, isCut } = createIdlePeer();
    const connection = new Connection(peer);
    connection.begin(asAgent);
    connection.holdChanges();
    const long = frameOf(64 * 1024);
    const count = Math.floor(OUTBOUND_QUEUE_BYTES_MAX / long.line.length);
    for (let seq = 1; seq <= count; seq += 1) connection.deliverChange(long, { room_id: 'lobby', seq });
    expect([isCut(), connection.waitingBytes]).toEqual([false, count * long.line.length]);
    connection.deliverChange(long, { room_id: 'lobby', seq: count + 1 });
    expect([isCut(), connection.isOpen, sent]).toEqual([true, false, []]);
    connection.releaseChanges();
    connection.deliverChange(long, { room_id: 'lobby', seq: count + 2 });
    expect([sent, connection.unsentPositions()]).toEqual([[], new Map([['lobby', 0]])]);
  });

  it('no longer count once they were released or dropped', () => {
    const { peer, read } = createIdlePeer();
    const connection = new Connection(peer);
    connection.begin(asAgent);
    connection.holdChanges();
    connection.deliverChange(frame, null);
    connection.releaseChanges();
    read();
    expect(connection.waitingBytes).toBe(0);
    connection.holdChanges();
    connection.deliverChange(frame, null);
    connection.begin(watching);
    expect(connection.waitingBytes).toBe(0);
  });

  it('are dropped when another session begins', () => {
    const { peer, sent } = createIdlePeer();
    const connection = new Connection(peer);
    connection.begin(asAgent);
    connection.holdChanges();
    connection.deliverChange(frame, null);
    connection.begin(watching);
    connection.releaseChanges();
    connection.deliverChange(frame, null);
    expect(sent).toEqual([frame]);
  });
});
