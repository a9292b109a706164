import path from 'node:path';
import { expect, test } from 'vitest';
import { answerShell, DIALOG_PAGE, RAIL_PAGE } from './shell-pages.ts';

const style = path.resolve(import.meta.dirname, '../../../resources/shell/shell.css');
const ask = (url: string, method = 'GET') => answerShell({ method, url }, { script: style, style });

test('the pages run the one script of the desktop, and load nothing else', async () => {
  for (const address of [RAIL_PAGE, DIALOG_PAGE]) {
    const answer = await ask(address);
    expect(answer?.status).toBe(200);
    const policy = answer?.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  }
  expect((await ask(`${RAIL_PAGE}shell.js`))?.headers.get('content-type')).toContain('text/javascript');
  expect((await ask(`${RAIL_PAGE}shell.css`))?.headers.get('content-type')).toContain('text/css');
});

test('nothing else is there', async () => {
  for (const name of ['x', 'shell.js.map', '..%2fshell.css', 'page.css']) expect((await ask(RAIL_PAGE + name))?.status).toBe(404);
  expect((await ask(RAIL_PAGE, 'POST'))?.status).toBe(405);
  expect(ask('lanai-shell://page/')).toBeNull();
  expect(ask('https://rail/')).toBeNull();
});
