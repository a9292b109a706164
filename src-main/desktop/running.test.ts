import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BRIDGE_CALLS } from '../../src-shared/bridge.ts';
import { RunningFailure, type LoginItem } from './login-item.ts';
import { openRunning, type Running } from './running.ts';

let folder: string;
let file: string;
let awake: boolean[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lanai-running-'));
  file = path.join(folder, 'profile', 'running.json');
  awake = [];
});
afterEach(() => rm(folder, { recursive: true }));

function system(first: boolean | null = false): LoginItem {
  let isOn = first;
  return { isOn: () => isOn, set: (next) => void (isOn = next), refresh: () => undefined };
}

const open = (login = system(), hasTray = true): Promise<Running> =>
  openRunning({ file, login, hasTray, onStaysAwake: (isWanted) => awake.push(isWanted) });

test('at first a closed window leaves the home running, and the computer may sleep', async () => {
  const running = await open();
  expect(await running.state()).toEqual({ opens_at_login: false, outlives_window: true, stays_awake: false });
  expect([running.outlivesWindow(), awake]).toEqual([true, [false]]);
});

test('a change holds at once and after a restart', async () => {
  const running = await open();
  const changes = [running.change('outlives_window', false), running.change('stays_awake', true)] as const;
  expect(await running.state()).toMatchObject({ outlives_window: false, stays_awake: true });
  const [first, second] = await Promise.all(changes);
  expect(first).toEqual({ state: { opens_at_login: false, outlives_window: false, stays_awake: false }, problem: null });
  expect(second).toEqual({ state: { opens_at_login: false, outlives_window: false, stays_awake: true }, problem: null });
  expect([running.outlivesWindow(), awake]).toEqual([false, [false, false, true]]);
  const again = await open();
  expect(await again.state()).toEqual(second.state);
  expect(awake.at(-1)).toBe(true);
});

test('whether Lanai opens at login is what the system says, not what was chosen', async () => {
  let isOn = false;
  const login: LoginItem = { isOn: () => isOn, set: (next) => void (isOn = next), refresh: () => undefined };
  const running = await open(login);
  expect((await running.change('opens_at_login', true)).state.opens_at_login).toBe(true);
  isOn = false;
  expect((await running.state()).opens_at_login).toBe(false);
});

test('without a tray icon a closed window always ends the home, and that cannot be changed', async () => {
  const running = await open(system(), false);
  expect([(await running.state()).outlives_window, running.outlivesWindow()]).toEqual([null, false]);
  await running.change('outlives_window', true);
  expect([(await running.state()).outlives_window, running.outlivesWindow()]).toEqual([null, false]);
  await expect(readFile(file)).rejects.toThrow('ENOENT');
});

test('a system that cannot open this home at login is not asked to', async () => {
  const login = { ...system(null), set: () => expect.fail('It was asked.') };
  const running = await open(login);
  expect((await running.change('opens_at_login', true)).state.opens_at_login).toBeNull();
});

test('a refused change keeps the old state, and says why', async () => {
  const problem = { code: 'not_ours', path: '/config/autostart/lanai.desktop' } as const;
  const login = {
    ...system(),
    set: () => {
      throw new RunningFailure(problem.code, problem.path);
    },
  };
  const running = await open(login);
  expect(await running.change('opens_at_login', true)).toEqual({ state: await running.state(), problem });
  expect((await running.state()).opens_at_login).toBe(false);
});

test('a profile that cannot be written keeps the old state, and the next change works', async () => {
  const running = await open();
  await writeFile(path.dirname(file), 'a file');
  const refused = await running.change('stays_awake', true);
  expect(refused).toEqual({ state: await running.state(), problem: { code: 'not_written', path: file } });
  expect([(await running.state()).stays_awake, awake]).toEqual([false, [false]]);
  await rm(path.dirname(file));
  expect((await running.change('stays_awake', true)).state.stays_awake).toBe(true);
});

test('a damaged file is no reason not to open', async () => {
  await (await open()).change('stays_awake', true);
  for (const text of ['', '{', 'null', '[]', '{"stays_awake":"yes"}']) {
    await writeFile(file, text);
    expect(await (await open()).state()).toEqual({ opens_at_login: false, outlives_window: true, stays_awake: false });
  }
  await writeFile(file, '{"stays_awake":true}');
  expect(await (await open()).state()).toMatchObject({ outlives_window: true, stays_awake: true });
});

test('the bridge takes a known switch and a boolean, and nothing else', () => {
  const isTaken = (...args: unknown[]): boolean => BRIDGE_CALLS.changeRunning.args.safeParse(args).success;
  expect(isTaken('opens_at_login', true)).toBe(true);
  const others = [
    [],
    ['opens_at_login'],
    ['opens_at_login', 1],
    ['__proto__', true],
    ['file', true],
    ['/etc/passwd', true],
    [{ stays_awake: true }],
    ['stays_awake', true, '/etc'],
  ];
  expect(others.filter((args) => isTaken(...args))).toEqual([]);
});
