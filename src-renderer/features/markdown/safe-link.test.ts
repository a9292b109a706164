import { expect, test } from 'vitest';
import { safeLink } from './safe-link.ts';

const ORIGIN = 'http://127.0.0.1:4510';

test('only what a browser may open on its own becomes a link', () => {
  for (const href of ['https://example.org/a', 'http://example.org/', 'mailto:ada@example.org'])
    expect(safeLink(href, ORIGIN)).toEqual({ kind: 'outside', href });
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
    expect(safeLink(href, ORIGIN), href).toBeNull();
  }
});

test('a link to a room of this home goes there', () => {
  const place = { room_id: 'lobby', seq: 7 };
  expect(safeLink('lanai://room/lobby/7', ORIGIN)).toEqual({ kind: 'place', place });
  expect(safeLink(`${ORIGIN}/#/room/lobby/7`, ORIGIN)).toEqual({ kind: 'place', place });
  expect(safeLink('http://elsewhere:4510/#/room/lobby/7', ORIGIN)?.kind).toBe('outside');
});
