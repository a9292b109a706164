import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createCorks } from './cork.ts';

function recorder() {
  const said: string[] = [];
  return { said, cork: () => void said.push('cork'), uncork: () => void said.push('uncork') };
}

test('the first write of a turn goes at once, and the others go together at its end', async () => {
  const socket = recorder();
  const beforeWrite = createCorks()(socket);
  for (let count = 0; count < 3; count += 1) {
    beforeWrite();
    socket.said.push('write');
  }
  await nextTurn();
  expect(socket.said).toEqual(['write', 'cork', 'write', 'write', 'uncork']);
});

test('a turn that wrote once corks nothing, and neither does the next', async () => {
  const socket = recorder();
  const beforeWrite = createCorks()(socket);
  beforeWrite();
  await nextTurn();
  beforeWrite();
  await nextTurn();
  expect(socket.said).toEqual([]);
});

test('sockets share the end of the turn and nothing else', async () => {
  const busy = recorder();
  const calm = recorder();
  const corks = createCorks();
  const [beforeBusy, beforeCalm] = [corks(busy), corks(calm)];
  beforeBusy();
  beforeCalm();
  beforeBusy();
  await nextTurn();
  expect(busy.said).toEqual(['cork', 'uncork']);
  expect(calm.said).toEqual([]);
});
