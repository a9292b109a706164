import { expect, it } from 'vitest';
import { backgroundAgent, deviceOf } from './device.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const SAID = {
  'firefox windows': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'firefox linux': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0',
  'firefox iphone': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 FxiOS/140.0 Mobile/15E148 Safari/605.1.15',
  'chrome mac': `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Chrome/150.0.0.0 Safari/537.36`,
  'chrome android': `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/150.0.0.0 Mobile Safari/537.36`,
  'chrome chromeos': `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/150.0.0.0 Safari/537.36`,
  'safari mac': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  'safari ipad': 'Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile Safari/604.1',
  'edge windows': `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0`,
  'opera linux': `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/150.0.0.0 Safari/537.36 OPR/120.0.0.0`,
  'samsung android': `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
  'lanai linux': `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Lanai/0.4.0 Chrome/114.0.5735.289 Electron/25.9.8 Safari/537.36`,
  'lanai_background windows': backgroundAgent('win32'),
  'lanai_background mac': backgroundAgent('darwin'),
  'lanai_background linux': backgroundAgent('linux'),
};

it.each(Object.entries(SAID))('%s', (known, said) => {
  const { browser, platform } = deviceOf(said);
  expect(`${browser} ${platform}`).toBe(known);
});

it.each([undefined, '', 'curl/8.0', '<script>alert(1)</script>', '\u202Eevil', 'darwinism', 'Notchrome/1', 'x'.repeat(100_000)])(
  'is not known by other texts',
  (said) => {
    expect(deviceOf(said)).toEqual({ browser: null, platform: null });
  },
);

it('reads no further than a browser writes', () => {
  expect(deviceOf(`${'x'.repeat(600)} Firefox/140.0`).browser).toBeNull();
});
