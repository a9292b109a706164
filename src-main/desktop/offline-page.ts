// The small page that the window shows while no server runs, or another home cannot be reached. It has no script and no bridge: the desktop reloads it to change the
// text, and its one button is a link that guards.ts handles as a retry.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Protocol } from 'electron';
import { lookup } from 'mrmime';
import { assertNever } from '../../src-shared/errors.ts';
import type { GatewayState } from '../../src-shared/bridge.ts';
import { html, htmlDocument, type Html } from './html.ts';
import { parseUrl } from './parse-url.ts';

export const SCHEME = 'lanai-shell';
const HOST = 'page';
export const LOCAL_PAGE = `${SCHEME}://${HOST}/`;
const TRY_AGAIN = `${LOCAL_PAGE}try-again`;

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Must run before the app is ready. Standard and secure, so that it has an origin; no privilege beyond that. */
export function registerLocalScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

type Asked = Pick<Request, 'method' | 'url'>;

/** `file:` has no use here, so nothing can be reached by it. `words`: what the page says now. `more`: answers for other hosts of the scheme. */
export function serveLocalPage(
  protocol: Protocol,
  folder: string,
  words: () => Html,
  more: (request: Asked) => Promise<Response> | null = () => null,
): void {
  protocol.handle('file', () => new Response(null, { status: 403 }));
  protocol.handle(SCHEME, (request) => more(request) ?? answerLocal(request, folder, words()));
}

export async function answerLocal(request: Asked, folder: string, words: Html): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return localAnswer(405, 'text/plain', 'Only GET and HEAD.');
  if (request.url === LOCAL_PAGE) return localAnswer(200, 'text/html; charset=utf-8', localPage(words).markup);
  const file = localFile(request.url, folder);
  const content = file === null ? null : await readFile(file).catch(() => null);
  if (file === null || content === null) return localAnswer(404, 'text/plain', 'Not found.');
  return localAnswer(200, lookup(file) ?? 'application/octet-stream', content);
}

/** The file an address names; null when it is not inside the folder, whatever dots and escapes it is written with. */
export function localFile(address: string, folder: string): string | null {
  const url = parseUrl(address);
  if (url?.protocol !== `${SCHEME}:` || url.host !== HOST) return null;
  try {
    const file = path.resolve(folder, `.${decodeURIComponent(url.pathname)}`);
    return file.startsWith(path.resolve(folder) + path.sep) && !file.includes('\0') ? file : null;
  } catch {
    // An escape that is none.
    return null;
  }
}

export function isTryAgain(address: string): boolean {
  return address === TRY_AGAIN;
}

export function isLocalPage(address: string): boolean {
  return address === LOCAL_PAGE;
}

/** Identifies the page to show. A start after a crash still counts as a crash, so that the text does not flicker. */
export function localPageView(gateway: GatewayState, before: string): string {
  if (gateway.state === 'failed') return `failed ${gateway.message}`;
  return gateway.state === 'restarting' || before === 'restarting' ? 'restarting' : 'starting';
}

function localPage(words: Html): Html {
  return htmlDocument(html`<img src="icon.svg" alt="" width="64" height="64" />${words}`, { style: 'page.css' });
}

export function gatewayWords(gateway: GatewayState): Html {
  switch (gateway.state) {
    case 'starting':
    case 'ready':
      return html`<h1>Opening your Lanai</h1>
        <p class="later">This takes longer than usual. It opens by itself.</p>`;
    case 'restarting':
      return html`<h1>Your Lanai stopped</h1>
        <p>It is starting again, and opens by itself. Nothing is lost.</p>
        <a class="later" href="${TRY_AGAIN}">Try now</a>`;
    case 'failed':
      return html`<h1>Your Lanai cannot open</h1>
        <p role="alert">${gateway.message}</p>
        <a href="${TRY_AGAIN}">Try again</a>`;
    default:
      return assertNever(gateway);
  }
}

/** Of another home. `why`: one sentence. */
export function awayWords(name: string, why: string): Html {
  return html`<h1>${name} cannot be reached</h1>
    <p role="alert">${why}</p>
    <p>It opens by itself when it answers.</p>
    <a href="${TRY_AGAIN}">Try now</a>`;
}

export function localAnswer(
  status: number,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
  policy = CONTENT_SECURITY_POLICY,
): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
