import { expect, test } from 'vitest';
import { manualTimer } from '../../../src-shared/notify/testing/manual-timer.ts';
import { createJoining } from './joining.ts';
import type { OwnHome } from './rail-state.ts';

const PORCH = 'http://192.168.1.5:4510';

function scene() {
  const timer = manualTimer();
  const log: string[] = [];
  const own: OwnHome = { id: null, name: null, unread: 0, scheme: null };
  const row = { id: '0123456789abcdef', origin: PORCH, name: 'Porch', home_id: null, is_renamed: false };
  const joining = createJoining(
    {
      timer,
      list: {
        kept: [],
        all: () => [],
        get: () => null,
        at: () => null,
        add: () => row,
        change: () => undefined,
        remove: () => undefined,
        written: () => Promise.resolve(),
      },
      questions: {
        confirm: ({ message }) => Promise.resolve(log.push(message) > 0),
        say: () => Promise.resolve(),
        askText: () => Promise.resolve(null),
      },
      own: () => own,
      isOwn: (origin) => own.id !== null && origin === 'http://127.0.0.1:4510',
      homeIdAt: () => Promise.resolve(null),
      openOutside: ({ href }) => Promise.resolve(log.push(`outside ${href}`) > 0),
    },
    { show: (id) => log.push(`show ${id}`), open: (id) => log.push(`open ${id}`) },
  );
  return { timer, log, own, joining };
}

test('an invite to the own home during the start opens the own home, and adds none', async () => {
  const { log, own, joining } = scene();
  const joined = joining.join('http://127.0.0.1:4510/join#abc');
  await Promise.resolve();
  expect(log).toEqual([]);
  own.id = 'own-home';
  joining.ownIsKnown();
  expect(await joined).toBe(true);
  expect(log).toEqual(['show own']);
});

test('an own home that does not start holds no other home back for long', async () => {
  const { timer, log, joining } = scene();
  const joined = joining.join(`${PORCH}/join#abc`);
  timer.advance(5_000);
  expect(await joined).toBe(true);
  expect(log).toEqual(['Join the home at 192.168.1.5:4510?', 'open 0123456789abcdef']);
});
