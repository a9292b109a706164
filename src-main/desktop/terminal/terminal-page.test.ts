import path from 'node:path';
import { expect, test } from 'vitest';
import { answerTerminal, TERMINAL_PAGE } from './terminal-page.ts';

const style = path.resolve(import.meta.dirname, '../../../resources/terminal/terminal.css');
const ask = (url: string, method = 'GET') => answerTerminal({ method, url }, { script: style, style });

test('the page runs its one script, and loads nothing else', async () => {
  const [page, again] = [await ask(TERMINAL_PAGE), await ask(TERMINAL_PAGE)];
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/]{22}=='; base-uri 'none'; form-action 'none'/,
  );
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  expect(await page.text()).toContain(`data-nonce="${nonce}"`);
  expect(again.headers.get('content-security-policy')).not.toBe(policy);
  expect((await ask(`${TERMINAL_PAGE}terminal.js`)).headers.get('content-type')).toContain('text/javascript');
  expect((await ask(`${TERMINAL_PAGE}terminal.css`)).headers.get('content-type')).toContain('text/css');
});

test('nothing else is there', async () => {
  for (const name of ['x', 'terminal.js.map', '..%2fterminal.css', 'shell.js']) expect((await ask(TERMINAL_PAGE + name)).status).toBe(404);
  for (const other of ['lanai-shell://page/', 'lanai-shell://rail/', 'https://terminal/']) expect((await ask(other)).status).toBe(404);
  expect((await ask(TERMINAL_PAGE, 'POST')).status).toBe(405);
});
