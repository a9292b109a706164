import { expect, test } from 'vitest';
import { createKeepAwake } from './keep-awake.ts';

const SHARED = { available: [], origins: ['http://192.168.1.20:4510'], network: null, entrances: [] };
const ALONE = { available: [], origins: [], network: null, entrances: [] };

function setUp() {
  const calls: string[] = [];
  let last = 0;
  const awake = createKeepAwake({
    start(type) {
      last += 1;
      calls.push(`start ${type} ${last}`);
      return last;
    },
    stop(id) {
      calls.push(`stop ${id}`);
      return true;
    },
  });
  return { awake, calls };
}

test('the computer stays awake only while the owner wants it and the home is shared', () => {
  const { awake, calls } = setUp();
  awake.setSharing(SHARED);
  expect(calls).toEqual([]);
  awake.setWanted(true);
  expect(calls).toEqual(['start prevent-app-suspension 1']);
  awake.setSharing(ALONE);
  awake.setSharing(SHARED);
  awake.setWanted(false);
  awake.setSharing(null);
  awake.setWanted(true);
  expect(calls.slice(1)).toEqual(['stop 1', 'start prevent-app-suspension 2', 'stop 2']);
});

test('the same said twice is one block, and one end', () => {
  const { awake, calls } = setUp();
  for (const isWanted of [true, true]) awake.setWanted(isWanted);
  for (const sharing of [SHARED, SHARED, ALONE, ALONE]) awake.setSharing(sharing);
  expect(calls).toEqual(['start prevent-app-suspension 1', 'stop 1']);
});

test('a restart of the gateway keeps the block, a failure ends it, and the next start blocks again', () => {
  const { awake, calls } = setUp();
  awake.setWanted(true);
  awake.setSharing(SHARED);
  awake.setGateway({ state: 'restarting', retry_ms: 500 });
  awake.setGateway({ state: 'starting' });
  expect(calls).toHaveLength(1);
  awake.setGateway({ state: 'failed', code: 'port_in_use', message: 'The port is in use.' });
  expect(calls.at(-1)).toBe('stop 1');
  awake.setGateway({ state: 'ready', web: null, agents: null });
  expect(calls.at(-1)).toBe('start prevent-app-suspension 2');
});

test('nothing blocks after the end', () => {
  const { awake, calls } = setUp();
  awake.setWanted(true);
  awake.setSharing(SHARED);
  awake.close();
  awake.setSharing(ALONE);
  awake.setSharing(SHARED);
  awake.close();
  expect(calls).toEqual(['start prevent-app-suspension 1', 'stop 1']);
});
