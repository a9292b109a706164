import path from 'node:path';
import { expect, test } from 'vitest';
import { answerLocal, gatewayWords, LOCAL_PAGE, localFile, localPageView } from './offline-page.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../resources/local-page');
const get = (url: string, method = 'GET') => answerLocal({ method, url }, FOLDER, gatewayWords({ state: 'starting' }));

test('a file inside the folder is served with its type', async () => {
  const style = await get(`${LOCAL_PAGE}page.css`);
  expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css']);
});

test.each([
  '..%2f..%2fpackage.json',
  '%2e%2e/%2e%2e/package.json',
  '..%5c..%5cpackage.json',
  '%2Fetc%2Fpasswd',
  '....//package.json',
  'page.css%00.png',
  '%E0%A4%A',
  'nothing.css',
  '../local-page-2/x',
])('%s is not found', async (name) => {
  expect((await get(`${LOCAL_PAGE}${name}`)).status).toBe(404);
});

test('a name that only begins like the folder is outside of it, and so is the folder itself', () => {
  expect(localFile('lanai-shell://page/..%2flocal-page-2%2fx', FOLDER)).toBeNull();
  expect(localFile(LOCAL_PAGE, FOLDER)).toBeNull();
  expect(localFile('lanai-shell://elsewhere/page.css', FOLDER)).toBeNull();
  expect(localFile('https://page/page.css', FOLDER)).toBeNull();
});

test('only GET and HEAD are answered', async () => {
  expect((await get(LOCAL_PAGE, 'HEAD')).status).toBe(200);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await get(LOCAL_PAGE, method)).status).toBe(405);
});

test('the page runs no script, and a message in it stays text', async () => {
  const words = gatewayWords({ state: 'failed', code: 'port_taken', message: 'Taken by <script>"x"</script>.' });
  const page = await answerLocal({ method: 'GET', url: LOCAL_PAGE }, FOLDER, words);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'; img-src 'self';/);
  const text = await page.text();
  expect(text).toContain('Taken by &lt;script&gt;&quot;x&quot;&lt;/script&gt;.');
  expect(text).not.toContain('<script');
});

test('a start that follows a crash does not change the words', () => {
  expect(localPageView({ state: 'starting' }, '')).toBe('starting');
  expect(localPageView({ state: 'restarting', retry_ms: 250 }, 'starting')).toBe('restarting');
  expect(localPageView({ state: 'starting' }, 'restarting')).toBe('restarting');
});
