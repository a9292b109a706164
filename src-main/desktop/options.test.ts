import { expect, test } from 'vitest';
import { isHiddenStart, loginArguments, readOptions } from './options.ts';

const start = { userHome: '/home/maya', appPath: '/checkout' };
const read = (args: string[], environment: Record<string, string> = {}) => readOptions({ ...start, args, environment });

test('the home is in its usual place, unless LANAI_HOME or the command line says otherwise', () => {
  expect(read([])).toEqual({
    dataDir: '/home/maya/.lanai',
    port: null,
    tcpPort: null,
    isAnotherPortFine: true,
    gatewayNode: null,
    startsHidden: false,
  });
  expect(read([], { LANAI_HOME: '/data' }).dataDir).toBe('/data');
  expect(read(['--data-dir', '/other'], { LANAI_HOME: '/data' }).dataDir).toBe('/other');
  expect(read([], { LANAI_HOME: '' }).dataDir).toBe('/home/maya/.lanai');
});

test("Electron's and Chromium's own arguments, and a link, do not get in the way", () => {
  const options = read(['/checkout', '--no-sandbox', '--disable-gpu', '--port=0', '--tcp-port', 'off', 'lanai://room/lobby']);
  expect(options).toMatchObject({ port: '0', tcpPort: 'off' });
});

test('ports that the owner chose are exact', () => {
  for (const args of [['--port', '5000'], ['--tcp-port', '5001'], ['--tcp-port=off']]) expect(read(args).isAnotherPortFine).toBe(false);
  expect(read(['--port', '5000', '--another-port']).isAnotherPortFine).toBe(true);
});

test('a shipped app takes no other Node for its gateway', () => {
  const environment = { LANAI_GATEWAY_NODE: '/usr/bin/node' };
  expect(read([], environment).gatewayNode).toBe('/usr/bin/node');
  expect(readOptions({ ...start, args: [], environment, appPath: '/opt/Lanai/resources/app.asar' }).gatewayNode).toBeNull();
});

test('a start at login has the same home and ports, whatever the environment of the login says', () => {
  for (const args of [[], ['--data-dir', '/my home'], ['--port', '5000'], ['--port=0', '--tcp-port=off', '--another-port']]) {
    const login = loginArguments(read(args));
    expect(read(login, { LANAI_HOME: '/other' })).toEqual({ ...read(args), startsHidden: true });
    expect(isHiddenStart(login)).toBe(true);
  }
  expect(isHiddenStart(['lanai://room/lobby', '--hidden-thing'])).toBe(false);
});
