import { expect, test } from 'vitest';
import { safeLink } from './safe-link.ts';

const ORIGIN = 'http://192.168.1.20:4510';
const SHARED = 'http://10.0.0.7:4510';
const GARDEN = '0192f3a4-0000-7000-8000-000000000001';
const HOME = { origins: [ORIGIN, SHARED], hasRoom: (id: string) => id === 'lobby' || id === GARDEN };

test('only what a browser may open on its own becomes a link', () => {
  for (const href of ['https://example.org/a', 'http://example.org/', 'mailto:ada@example.org'])
    expect(safeLink(href, HOME)).toEqual({ kind: 'outside', href });
  for (const href of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    '/relative',
    '//example.org',
    'lanai://home/x',
    '',
  ]) {
    expect(safeLink(href, HOME), href).toBeNull();
  }
});

test('a link to a room of this home goes there, whatever address the home had when it was copied', () => {
  const place = { room_id: 'lobby', seq: 7 };
  expect(safeLink('lanai://room/lobby/7', HOME)).toEqual({ kind: 'place', place });
  for (const origin of [ORIGIN, SHARED, 'http://127.0.0.1:47310', 'http://localhost:4510', 'http://[::1]:4510'])
    expect(safeLink(`${origin}/#/room/lobby/7`, HOME), origin).toEqual({ kind: 'place', place });
  const old = 'http://172.16.4.4:47310';
  expect(safeLink(`${old}/#/room/${GARDEN}`, HOME)).toEqual({ kind: 'place', place: { room_id: GARDEN, seq: null } });
});

test('a link to another home stays a link', () => {
  const unknown = '0192f3a4-0000-7000-8000-00000000beef';
  for (const href of [
    'http://elsewhere:4510/#/room/lobby/7',
    `https://elsewhere.example/#/room/${unknown}/2`,
    `${ORIGIN}/files/#/room/lobby/7`,
    'http://127.0.0.1:8080/app',
  ])
    expect(safeLink(href, HOME)?.kind, href).toBe('outside');
});
