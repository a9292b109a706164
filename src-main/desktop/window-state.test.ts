import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readWindowState, startBounds, writeWindowState } from './window-state.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };

test('what was written is read, and what cannot be read is as if there were nothing', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lanai-window-'));
  const file = path.join(folder, 'desktop', 'window.json');
  expect(await readWindowState(file)).toBeNull();
  const state = { bounds: { x: 1, y: 2, width: 800, height: 600 }, isMaximized: true };
  await writeWindowState(file, state);
  expect(await readWindowState(file)).toEqual(state);
  for (const text of ['', '{"bounds":{}}', '{"bounds":{"x":1.5,"y":2,"width":800,"height":600},"isMaximized":true}']) {
    await writeFile(file, text);
    expect(await readWindowState(file)).toBeNull();
  }
  await rm(folder, { recursive: true });
});

test('a first window is in the middle, and no larger than the screen', () => {
  expect(startBounds(null, [SCREEN])).toEqual({ x: 320, y: 130, width: 1280, height: 820 });
  expect(startBounds(null, [{ x: 0, y: 20, width: 1024, height: 600 }])).toEqual({ x: 0, y: 20, width: 1024, height: 600 });
});

test('a window opens where it was, as long as it can be grabbed there', () => {
  const onSecond = { x: 2000, y: 100, width: 800, height: 600 };
  expect(startBounds(onSecond, [SCREEN, { ...SCREEN, x: 1920 }])).toBe(onSecond);
  expect(startBounds(onSecond, [SCREEN])).toEqual({ x: 320, y: 130, width: 1280, height: 820 });
  expect(startBounds({ ...onSecond, x: 0, y: -300 }, [SCREEN])).toMatchObject({ x: 320 });
});
