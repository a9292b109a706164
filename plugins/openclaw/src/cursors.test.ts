import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openCursors } from './cursors.ts';
import { newFolder } from './testing/fake-openclaw.ts';

const PLACE = { seq: 3, epoch: 1, at: 1_000 };

it('The places are kept for the same agent', () => {
  const file = path.join(newFolder(), 'lanai', 'default.json');
  const ports = { now: () => 7, log: expect.fail };
  openCursors(file, 'claw', ports).set('lobby', PLACE);
  const again = openCursors(file, 'claw', ports);
  expect([again.get('lobby'), again.since]).toEqual([PLACE, 7]);
  const other = openCursors(file, 'other', ports);
  expect([other.get('lobby'), other.since]).toEqual([undefined, null]);
});

it('A place that cannot be saved counts until the end, and is reported once', () => {
  const file = path.join(newFolder(), 'default.json');
  mkdirSync(file);
  const logged: string[] = [];
  const cursors = openCursors(file, 'claw', { now: () => 7, log: (text) => void logged.push(text) });
  cursors.set('lobby', PLACE);
  cursors.set('lobby', { ...PLACE, seq: 4 });
  expect(cursors.get('lobby')?.seq).toBe(4);
  expect(logged).toEqual([expect.stringContaining('cannot be saved')]);
  rmSync(file, { recursive: true });
  cursors.set('lobby', { ...PLACE, seq: 5 });
  expect(openCursors(file, 'claw', { now: () => 8, log: expect.fail }).get('lobby')?.seq).toBe(5);
});
