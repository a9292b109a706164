import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HOMES_MAX, homeOrigin, openHomeList } from './home-list.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-homes-'));
  file = path.join(folder, 'homes.json');
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

test('homes stay, with the id that names their partition, and nothing else is kept', async () => {
  const list = await openHomeList(file);
  const porch = list.add('http://192.168.1.5:4510');
  list.add('https://porch.example');
  list.change(porch?.id ?? '', { name: 'Porch', is_renamed: true });
  await list.written();
  const again = await openHomeList(file);
  expect(again.all()).toEqual(list.all());
  expect(again.at('http://192.168.1.5:4510')).toEqual({
    id: porch?.id,
    origin: 'http://192.168.1.5:4510',
    name: 'Porch',
    home_id: null,
    is_renamed: true,
  });
  expect(await readdir(folder)).toEqual(['homes.json']);
  again.remove(porch?.id ?? '');
  await again.written();
  expect((await openHomeList(file)).all().map(({ name }) => name)).toEqual(['porch.example']);
});

test('an address is in the list once, and the list has an end', async () => {
  const list = await openHomeList(file);
  const first = list.add('http://10.0.0.1:4510');
  expect(list.add('http://10.0.0.1:4510')).toEqual(first);
  for (let home = 2; home <= HOMES_MAX; home += 1) expect(list.add(`http://10.0.0.${home}:4510`)).not.toBeNull();
  expect(list.add('http://10.0.1.1:4510')).toBeNull();
  expect(list.all()).toHaveLength(HOMES_MAX);
  await list.written();
});

const row = { id: '0123456789abcdef', origin: 'http://10.0.0.1:4510', name: 'Porch', home_id: null, is_renamed: false };

test.each([
  ['no JSON', '[{'],
  ['no list', '{}'],
  ['an address with a path', JSON.stringify([{ ...row, origin: 'http://10.0.0.1:4510/join' }])],
  ['another scheme', JSON.stringify([{ ...row, origin: 'file:///' }])],
  ['an id that leaves its folder', JSON.stringify([{ ...row, id: '../../0123456789' }])],
  ['two homes in one partition', JSON.stringify([row, { ...row, origin: 'http://10.0.0.2:4510' }])],
  [
    'too many',
    JSON.stringify(
      Array.from({ length: HOMES_MAX + 1 }, (_, index) => ({ ...row, id: `${index}`.padStart(16, '0'), origin: `http://h${index}` })),
    ),
  ],
])('a file with %s is kept aside, and the list begins empty', async (_why, content) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await writeFile(file, content);
  expect((await openHomeList(file)).all()).toEqual([]);
  expect(await readFile(`${file}.damaged`, 'utf8')).toBe(content);
  expect(said).toHaveBeenCalledOnce();
});

test.each([
  ['http://porch.example/join#abc', 'http://porch.example'],
  ['https://PORCH.example:443/', 'https://porch.example'],
  ['https://user@porch.example/', null],
  ['javascript:alert(1)', null],
  ['lanai://room/lobby', null],
  ['porch', null],
])('the origin of %s is %s', (address, origin) => {
  expect(homeOrigin(address)).toBe(origin);
});
