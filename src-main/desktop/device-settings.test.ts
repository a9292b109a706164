import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FIRST_DEVICE_SETTINGS } from '../../src-shared/notify/device.ts';
import { openDeviceSettings } from './device-settings.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lanai-device-'));
  file = path.join(folder, 'new', 'device.json');
});
afterEach(() => rm(folder, { recursive: true }));

test('what is chosen holds at once and after a restart', async () => {
  const settings = await openDeviceSettings(file);
  expect(settings.read()).toEqual(FIRST_DEVICE_SETTINGS);
  let told = 0;
  settings.onChange(() => (told += 1));
  const first = settings.keep({ ...FIRST_DEVICE_SETTINGS, sounds: false });
  const second = settings.keep({ ...FIRST_DEVICE_SETTINGS, shows: 'nothing' });
  expect([settings.read().shows, settings.read().sounds, told]).toEqual(['nothing', true, 2]);
  await Promise.all([first, second]);
  expect((await openDeviceSettings(file)).read()).toEqual({ ...FIRST_DEVICE_SETTINGS, shows: 'nothing' });
});

test('a file that is damaged, or says less, is no reason not to open', async () => {
  await (await openDeviceSettings(file)).keep(FIRST_DEVICE_SETTINGS);
  for (const text of ['', '{', 'null', '[]', '{"sounds":"loud"}']) {
    await writeFile(file, text);
    expect((await openDeviceSettings(file)).read()).toEqual(FIRST_DEVICE_SETTINGS);
  }
  await writeFile(file, '{"sounds":false}');
  expect((await openDeviceSettings(file)).read()).toEqual({ ...FIRST_DEVICE_SETTINGS, sounds: false });
  expect(await readFile(file, 'utf8')).toBe('{"sounds":false}');
});
