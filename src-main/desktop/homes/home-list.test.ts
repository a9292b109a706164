import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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

const NOW = (): Date => new Date('2026-12-01T10:00:00Z');
const aside = (): string => `${file}.damaged-2026-12-01T10-00-00-000Z`;
const other = { ...row, id: 'fedcba9876543210', origin: 'https://porch.example' };

test.each([
  ['no JSON', '[{', 0],
  ['no list', '{}', 0],
  ['an address with a path', JSON.stringify([{ ...row, origin: 'http://10.0.0.1:4510/join' }, other]), 1],
  ['another scheme', JSON.stringify([{ ...row, origin: 'file:///' }]), 0],
  ['an id that leaves its folder', JSON.stringify([other, { ...row, id: '../../0123456789' }]), 1],
  ['two homes in one partition', JSON.stringify([row, { ...row, origin: 'http://10.0.0.2:4510' }]), 1],
  [
    'too many',
    JSON.stringify(
      Array.from({ length: HOMES_MAX + 1 }, (_, index) => ({ ...row, id: `${index}`.padStart(16, '0'), origin: `http://h${index}` })),
    ),
    HOMES_MAX,
  ],
])('of a file with %s the good rows stay, and the file is kept aside', async (_why, content, good) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await writeFile(file, content);
  const list = await openHomeList(file, NOW);
  expect(list.all()).toHaveLength(good);
  expect(await readFile(aside(), 'utf8')).toBe(content);
  expect(said).toHaveBeenCalledOnce();
  const again = await openHomeList(file, NOW);
  expect(again.all()).toEqual(list.all());
  // The sign-ins of all homes stay, also of those that could not be read.
  for (const id of content.match(/[0-9a-f]{16}/g) ?? []) expect(again.kept).toContain(id);
  expect(said).toHaveBeenCalledOnce();
});

test('a whole list keeps its own sign-ins alone', async () => {
  await writeFile(file, JSON.stringify([row, other]));
  expect((await openHomeList(file)).kept).toEqual([row.id, other.id]);
  await rm(file);
  expect((await openHomeList(file)).kept).toEqual([]);
});

test('a file that can neither be read nor renamed is not written over, and no sign-in is deleted', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await mkdir(file);
  await mkdir(aside());
  await writeFile(path.join(aside(), 'x'), '');
  const list = await openHomeList(file, NOW);
  expect(list.kept).toBeNull();
  list.add('https://porch.example');
  await list.written();
  expect(await readdir(file)).toEqual([]);
  expect(list.all()).toHaveLength(1);
  expect(said).toHaveBeenCalledOnce();
});

test('only the newest list is written', async () => {
  const list = await openHomeList(file);
  const { id = '' } = list.add('https://porch.example') ?? {};
  for (let index = 0; index < 500; index += 1) list.change(id, { name: `Porch ${index}` });
  await list.written();
  expect((await openHomeList(file)).get(id)?.name).toBe('Porch 499');
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
