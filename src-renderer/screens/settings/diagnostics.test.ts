import { expect, test } from 'vitest';
import { browserOf, reportOf, versionOfHome } from './diagnostics.ts';

test('A browser is known by what it says of itself', () => {
  const electron =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Lanai/0.4.0 Chrome/114.0.5735.289 Electron/25.9.8 Safari/537.36';
  expect(browserOf(electron)).toBe('Electron 25.9.8, Chrome 114.0.5735.289');
  expect(browserOf('Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0')).toBe('Firefox 130.0');
  expect(browserOf('Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15')).toBe('Safari 17.4');
  expect(browserOf('Something else')).toBe('Something else');
});

test('The report is the page as a plain text', () => {
  const groups = [{ title: 'Versions', facts: [['Node', '24.1.0']] as const }];
  expect(reportOf(groups, null)).toBe('Lanai diagnostics\n\nVersions\n  Node: 24.1.0\n');
  expect(reportOf(groups, ['a line'])).toBe('Lanai diagnostics\n\nVersions\n  Node: 24.1.0\n\nLog\n  a line\n');
});

test('The version of the home is known to guests too, where the home says it', async () => {
  const answering = (body: BodyInit) => () => Promise.resolve(new Response(body));
  expect(await versionOfHome(answering('{"status":"ok","version":"0.4.1"}'))).toBe('0.4.1');
  expect(await versionOfHome(answering('<html>'))).toBeNull();
  expect(await versionOfHome(() => Promise.reject(new Error('away')))).toBeNull();
});
