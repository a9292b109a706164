import { expect, test } from 'vitest';
import { judgeNavigation } from './guards.ts';
import { LOCAL_PAGE } from './offline-page.ts';
import { outsideAddress, createOutsideLinks, questionAbout } from './outside-links.ts';
import { isGranted } from './permissions.ts';

const APP = 'http://127.0.0.1:4510';
const verdict = (target: string, from = `${APP}/`, appOrigin: string | null = APP, isRunning = true) =>
  judgeNavigation({ target, from, appOrigin, isRunning, paths: ['/'] }).verdict;

test("only the app's own page may be loaded again", () => {
  expect(verdict(`${APP}/`)).toBe('stay');
  expect(verdict(`${APP}/#/room/lobby`)).toBe('stay');
  expect(verdict(`${APP}/join#code`)).toBe('outside');
  expect(verdict(`${APP}/`, LOCAL_PAGE, null)).toBe('outside');
});

test('while the gateway is away, not even that', () => {
  expect(verdict(`${APP}/`, `${APP}/`, APP, false)).toBe('stop');
});

test.each([
  `http://127.0.0.1:45100/`,
  'http://127.0.0.1:4510.example/',
  'http://127.0.0.1:4510@example.com/',
  'https://127.0.0.1:4510/',
  'http://localhost:4510/',
])('%s is not our origin', (target) => {
  expect(verdict(target)).not.toBe('stay');
});

test.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,hi',
  'lanai://room/lobby',
  'lanai-shell://page/',
  'about:blank',
  'chrome://gpu',
  'smb://host',
  'not an address',
])('%s is stopped', (target) => {
  expect(verdict(target)).toBe('stop');
});

test('another home has its own pages, and no page of this one', () => {
  const porch = 'https://porch.example';
  const at = (target: string) =>
    judgeNavigation({ target, from: `${porch}/`, appOrigin: porch, isRunning: true, paths: ['/', '/join', '/enter'] }).verdict;
  expect(['/', '/#/room/lobby', '/join#abc', '/enter#x'].map((path) => at(porch + path))).toEqual(['stay', 'stay', 'stay', 'stay']);
  expect(['/api/session', '/files/x', '/join/'].map((path) => at(porch + path))).toEqual(['outside', 'outside', 'outside']);
  expect(at(`${APP}/`)).toBe('outside');
  expect(at('lanai-shell://rail/')).toBe('stop');
  expect(at('file:///etc/passwd')).toBe('stop');
});

test('trying again is a link of the local page alone', () => {
  expect(verdict(`${LOCAL_PAGE}try-again`, LOCAL_PAGE)).toBe('try-again');
  expect(verdict(`${LOCAL_PAGE}try-again`, `${APP}/`)).toBe('stop');
});

test('an address that goes outside is written again, without a name and a password that hide its host', () => {
  expect(outsideAddress('HTTPS://apple.com:secret@Example.com/a b')?.href).toBe('https://example.com/a%20b');
  expect(outsideAddress('mailto:ada@example.com')?.href).toBe('mailto:ada@example.com');
  expect(outsideAddress('ftp://example.com')).toBeNull();
});

test('the question shows the real host, also of a name that looks like another', () => {
  expect(questionAbout(new URL('https://аpple.com/login')).message).toBe('Open xn--pple-43d.com in your browser?');
  expect(questionAbout(new URL('mailto:ada%40example.com')).message).toBe('Write to ada@example.com?');
  expect(questionAbout(new URL('mailto:?subject=Join&body=here')).message).toBe('Write a mail?');
});

test('nothing opens without a yes, and there is one question at a time', async () => {
  const opened: string[] = [];
  const answers = [false, true];
  const open = createOutsideLinks({
    ask: () => Promise.resolve(answers.shift() ?? false),
    open: (address) => Promise.resolve(void opened.push(address)),
  });
  await open(new URL('https://one.example/'));
  const second = open(new URL('https://two.example/'));
  const third = open(new URL('https://three.example/'));
  await Promise.all([second, third]);
  expect(opened).toEqual(['https://two.example/']);
});

test('permissions are few, and for our origin alone', () => {
  expect(isGranted('notifications', APP, APP)).toBe(true);
  expect(isGranted('clipboard-sanitized-write', APP, APP)).toBe(true);
  expect(isGranted('notifications', 'http://127.0.0.1:45100', APP)).toBe(false);
  expect(isGranted('notifications', '', null)).toBe(false);
  for (const permission of ['geolocation', 'media', 'clipboard-read', 'openExternal', 'display-capture', 'usb', 'unknown'])
    expect(isGranted(permission, APP, APP)).toBe(false);
});
