// The desktop's own two pages: the rail and the dialog. They are local, have one script and a bridge of few calls, and load nothing else.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { html, htmlDocument, type Html } from '../html.ts';
import { localAnswer, SCHEME } from '../offline-page.ts';
import { parseUrl } from '../parse-url.ts';

const HOST = 'rail';
export const SHELL_ORIGIN = `${SCHEME}://${HOST}`;
export const RAIL_PAGE = `${SHELL_ORIGIN}/`;
export const DIALOG_PAGE = `${SHELL_ORIGIN}/dialog`;

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

export interface ShellFiles {
  script: string;
  style: string;
}

/** Null for an address of another host. */
export function answerShell({ method, url }: Pick<Request, 'method' | 'url'>, files: ShellFiles): Promise<Response> | null {
  const address = parseUrl(url);
  if (address?.protocol !== `${SCHEME}:` || address.host !== HOST) return null;
  return answerPath(method, address.pathname, files);
}

async function answerPath(method: string, pathname: string, files: ShellFiles): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD') return localAnswer(405, 'text/plain', 'Only GET and HEAD.', CONTENT_SECURITY_POLICY);
  switch (pathname) {
    case '/':
      return localAnswer(200, 'text/html; charset=utf-8', RAIL.markup, CONTENT_SECURITY_POLICY);
    case '/dialog':
      return localAnswer(200, 'text/html; charset=utf-8', DIALOG.markup, CONTENT_SECURITY_POLICY);
    case '/shell.js':
      return localAnswer(200, 'text/javascript; charset=utf-8', await readFile(path.resolve(files.script)), CONTENT_SECURITY_POLICY);
    case '/shell.css':
      return localAnswer(200, 'text/css; charset=utf-8', await readFile(path.resolve(files.style)), CONTENT_SECURITY_POLICY);
    default:
      return localAnswer(404, 'text/plain', 'Not found.', CONTENT_SECURITY_POLICY);
  }
}

const RAIL = page(
  html`<h1 class="unseen"></h1>
    <nav class="rail" id="rail"></nav>`,
);

const DIALOG = page(
  html`<form class="dialog" id="dialog">
    <h1 id="title"></h1>
    <p id="lead"></p>
    <label for="answer" id="label"></label>
    <input id="answer" autocomplete="off" spellcheck="false" aria-describedby="problem" />
    <p id="problem" role="alert"></p>
    <div class="buttons">
      <button type="button" id="cancel"></button>
      <button type="submit" id="confirm" class="primary"></button>
    </div>
  </form>`,
);

function page(body: Html): Html {
  return htmlDocument(body, { style: 'shell.css', script: 'shell.js' });
}
