// The page of the terminal window: local, with one script and one stylesheet. It loads nothing else.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { html } from '../html.ts';
import { localAnswer, SCHEME } from '../offline-page.ts';
import { parseUrl } from '../parse-url.ts';

const HOST = 'terminal';
export const TERMINAL_ORIGIN = `${SCHEME}://${HOST}`;
export const TERMINAL_PAGE = `${TERMINAL_ORIGIN}/`;

export interface TerminalFiles {
  script: string;
  style: string;
}

/** The library makes rules for the size of its letters. They are let in by a nonce that only this load has. */
function policyWith(nonce: string): string {
  return (
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; ` +
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
  );
}

export async function answerTerminal({ method, url }: Pick<Request, 'method' | 'url'>, files: TerminalFiles): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const policy = policyWith(nonce);
  const address = parseUrl(url);
  if (method !== 'GET' && method !== 'HEAD') return localAnswer(405, 'text/plain', 'Only GET and HEAD.', policy);
  if (address?.protocol !== `${SCHEME}:` || address.host !== HOST) return localAnswer(404, 'text/plain', 'Not found.', policy);
  switch (address.pathname) {
    case '/':
      return localAnswer(200, 'text/html; charset=utf-8', pageWith(nonce), policy);
    case '/terminal.js':
      return localAnswer(200, 'text/javascript; charset=utf-8', await readFile(path.resolve(files.script)), policy);
    case '/terminal.css':
      return localAnswer(200, 'text/css; charset=utf-8', await readFile(path.resolve(files.style)), policy);
    default:
      return localAnswer(404, 'text/plain', 'Not found.', policy);
  }
}

function pageWith(nonce: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Lanai</title>
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="terminal.css" />
        <script type="module" src="terminal.js"></script>
      </head>
      <body>
        <main id="terminal" data-nonce="${nonce}"></main>
        <footer hidden>
          <p role="status"></p>
          <button type="button"></button>
        </footer>
      </body>
    </html>`.markup;
}
