import { describe, expect, it } from 'vitest';
import { OUTBOUND_QUEUE_BYTES_MAX_TOGETHER } from '../../../src-shared/limits.ts';
import { EVERY_RIGHT, type Actor } from '../domain/actor.ts';
import { AccountConnections } from './account-connections.ts';
import { Connection } from './connection.ts';

const MB = 1024 * 1024;
const person = (participant_id: string): Actor => ({ participant_id, grant: EVERY_RIGHT });
const agent = (participant_id: string, key_id: string): Actor => ({ participant_id, grant: { ...EVERY_RIGHT, key_id } });

/** Connections that read nothing. */
function setUp() {
  const accounts = new AccountConnections({ requireConnection: () => undefined });
  return (actor: Actor) => {
    let waiting = 0;
    const connection = new Connection({
      at: '',
      send: ({ line }) => void (waiting += line.length),
      end: () => undefined,
      cut: () => void (waiting = 0),
      get bufferedBytes() {
        return waiting;
      },
      address: '127.0.0.1',
      pause: () => undefined,
      resume: () => undefined,
    });
    accounts.add(connection, actor);
    return connection;
  };
}

/** Sends each a megabyte in every round, with a turn of the loop after it. */
async function fill(connections: Connection[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const each of connections) each.deliver({ type: 'event', cursor: null, line: Buffer.alloc(MB) });
    await new Promise(setImmediate);
  }
}
const waitingOn = (connections: Connection[]): number => connections.reduce((sum, { peer }) => sum + peer.bufferedBytes, 0);
const isOpen = ({ isOpen: is }: Connection): boolean => is;

describe('Connections that do not read', () => {
  it.each([
    ['of one person', () => person('gus')],
    ['of the agents of one key', (index: number) => agent(`agent ${index}`, 'key')],
  ])('%s: share one limit for the bytes that wait, and some are left', async (_whose, actorOf) => {
    const open = setUp();
    const connections = Array.from({ length: 20 }, (_, index) => open(actorOf(index)));
    const other = open(person('mel'));
    await fill([...connections, other], 6);
    expect(waitingOn(connections)).toBeLessThanOrEqual(OUTBOUND_QUEUE_BYTES_MAX_TOGETHER + 20 * MB);
    expect([connections.every(isOpen), connections.some(isOpen), other.isOpen]).toEqual([false, true, true]);
  });

  it('of the home’s own agents count each for itself', async () => {
    const open = setUp();
    const connections = Array.from({ length: 20 }, (_, index) => open(agent(`agent ${index}`, 'home')));
    await fill(connections, 6);
    expect(connections.every(isOpen)).toBe(true);
  });

  it('are left alone while there is little', async () => {
    const open = setUp();
    const connections = Array.from({ length: 20 }, () => open(person('gus')));
    await fill(connections, 1);
    expect(connections.every(isOpen)).toBe(true);
  });
});
