import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAutostart } from './autostart.ts';
import { RunningFailure, type LoginItem } from './login-item.ts';

const START = { program: '/opt/Lanai/lanai', args: ['--hidden', '--data-dir=/home/maya/.lanai'] };
const FOREIGN = '[Desktop Entry]\nType=Application\nName=Lanai\nExec=/usr/bin/other\n';

let userHome: string;
let folder: string;
let file: string;

beforeEach(() => {
  userHome = mkdtempSync(path.join(tmpdir(), 'lanai-autostart-'));
  folder = path.join(userHome, '.config', 'autostart');
  file = path.join(folder, 'lanai.desktop');
});
afterEach(() => rmSync(userHome, { recursive: true }));

const autostart = (start = START, more: { home?: string; environment?: Record<string, string> } = {}): LoginItem =>
  createAutostart({ start, home: null, userHome, environment: {}, ...more });
const text = (): string => readFileSync(file, 'utf8');
const lineOf = (key: string): string | undefined =>
  text()
    .split('\n')
    .find((line) => line.startsWith(`${key}=`));

function failureOf(work: () => void): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof RunningFailure ? error.problem : error;
  }
}

test('on writes the file, off removes it, and twice is the same as once', () => {
  const login = autostart();
  expect(login.isOn()).toBe(false);
  login.set(false);
  for (let times = 0; times < 2; times += 1) {
    login.set(true);
    expect(login.isOn()).toBe(true);
    expect(text()).toBe(`[Desktop Entry]
Type=Application
Name=Lanai
Comment=Opens your home when you log in
Icon=lanai
TryExec=/opt/Lanai/lanai
Exec="/opt/Lanai/lanai" "--hidden" "--data-dir=/home/maya/.lanai"
X-Lanai-Autostart=true
`);
  }
  expect(readdirSync(folder)).toEqual(['lanai.desktop']);
  for (let times = 0; times < 2; times += 1) login.set(false);
  expect([login.isOn(), readdirSync(folder)]).toEqual([false, []]);
});

test('XDG_CONFIG_HOME is respected when it is absolute', () => {
  autostart(START, { environment: { XDG_CONFIG_HOME: path.join(userHome, 'elsewhere') } }).set(true);
  expect(existsSync(path.join(userHome, 'elsewhere/autostart/lanai.desktop'))).toBe(true);
  for (const relative of ['', 'config']) {
    autostart(START, { environment: { XDG_CONFIG_HOME: relative } }).set(true);
    expect(existsSync(file)).toBe(true);
    rmSync(file);
  }
});

test('a further home has its own file', () => {
  const [first, second] = [autostart(), autostart(START, { home: '0a1b2c3d' })];
  second.set(true);
  expect([first.isOn(), second.isOn(), readdirSync(folder)]).toEqual([false, true, ['lanai-0a1b2c3d.desktop']]);
});

// The examples of the specification: four backslashes for one, and two before a dollar sign.
test.each([
  ['/my apps/lanai', '"/my apps/lanai"'],
  ['/a\\b', String.raw`"/a\\\\b"`],
  ['/$HOME/`id`/"x"', '"/\\\\$HOME/\\\\`id\\\\`/\\\\"x\\\\""'],
  ['/100%u', '"/100%%u"'],
  ['/a\nHidden=true\tb\r', String.raw`"/a\nHidden=true\tb\r"`],
])('%j is one argument of Exec', (argument, written) => {
  const login = autostart({ program: '/lanai', args: [argument] });
  login.set(true);
  expect(lineOf('Exec')).toBe(`Exec="/lanai" ${written}`);
  expect(login.isOn()).toBe(true);
});

test('the path of the program is quoted in Exec, and escaped alone in TryExec', () => {
  const login = autostart({ program: '/a b\\c%', args: [] });
  login.set(true);
  expect([lineOf('TryExec'), lineOf('Exec')]).toEqual([String.raw`TryExec=/a b\\c%`, String.raw`Exec="/a b\\\\c%%"`]);
});

test('a program that no Exec can name is refused, and nothing is written', () => {
  const program = '/opt/a=b/lanai';
  const login = autostart({ program, args: [] });
  expect(failureOf(() => login.set(true))).toEqual({ code: 'bad_program_path', path: program });
  expect([login.isOn(), existsSync(file)]).toEqual([false, false]);
});

test('a file of another program is neither changed nor removed', () => {
  const login = autostart();
  mkdirSync(folder, { recursive: true });
  for (const content of [FOREIGN, '', `${FOREIGN}# X-Lanai-Autostart=true\n`]) {
    writeFileSync(file, content);
    expect(login.isOn()).toBe(false);
    expect(failureOf(() => login.set(true))).toEqual({ code: 'not_ours', path: file });
    login.set(false);
    login.refresh();
    expect(text()).toBe(content);
  }
});

test('a link and a folder of that name are not ours, even when the link leads to our own text', () => {
  autostart().set(true);
  const target = path.join(userHome, 'target');
  writeFileSync(target, text());
  for (const make of [() => symlinkSync(target, file), () => symlinkSync(path.join(userHome, 'nowhere'), file), () => mkdirSync(file)]) {
    rmSync(file, { recursive: true });
    make();
    const login = autostart({ program: '/moved', args: [] });
    expect(login.isOn()).toBe(false);
    expect(failureOf(() => login.set(true))).toEqual({ code: 'not_ours', path: file });
    login.set(false);
    login.refresh();
    expect(readdirSync(folder)).toEqual(['lanai.desktop']);
  }
  expect(readFileSync(target, 'utf8')).toContain('/opt/Lanai/lanai');
  expect(existsSync(path.join(userHome, 'nowhere'))).toBe(false);
});

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  '%s, by the settings of the desktop, is off, until it is on again',
  (line) => {
    const login = autostart();
    login.set(true);
    const turnedOff = `${text()}${line}\n`;
    writeFileSync(file, turnedOff);
    expect(login.isOn()).toBe(false);
    autostart({ program: '/moved', args: [] }).refresh();
    expect(text()).toBe(turnedOff);
    login.set(true);
    expect([login.isOn(), text().includes(line)]).toEqual([true, false]);
  },
);

test('a moved program writes its new place at its next start, and only then', () => {
  autostart().refresh();
  expect(existsSync(file)).toBe(false);
  autostart().set(true);
  autostart({ ...START, args: ['--port=1'] }).refresh();
  expect(lineOf('Exec')).not.toContain('--port=1');
  autostart({ ...START, program: '/new/lanai' }).refresh();
  expect([lineOf('TryExec'), lineOf('Exec')]).toEqual(['TryExec=/new/lanai', expect.stringMatching(/^Exec="\/new\/lanai" "--hidden"/)]);
});

test('a folder that cannot be written is a failure with the name of the file, and leaves nothing', () => {
  writeFileSync(path.join(userHome, '.config'), 'a file');
  expect(failureOf(() => autostart().set(true))).toEqual({ code: 'not_written', path: file });
  expect([autostart().isOn(), readdirSync(userHome)]).toEqual([false, ['.config']]);
});

// Root may write everywhere.
test.skipIf(process.getuid?.() === 0)('a read-only folder keeps the file as it is', () => {
  const login = autostart();
  login.set(true);
  chmodSync(folder, 0o500);
  expect(failureOf(() => login.set(false))).toEqual({ code: 'not_written', path: file });
  expect(failureOf(() => login.set(true))).toEqual({ code: 'not_written', path: file });
  expect(login.isOn()).toBe(true);
  chmodSync(folder, 0o700);
});
