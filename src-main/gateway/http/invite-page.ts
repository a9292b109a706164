// The page behind the link of an invite: the app for a browser, Markdown for a program. Reading it uses nothing up.
import { JOIN_PATH } from '../../../src-shared/http.ts';
import { addressText } from '../../../src-shared/key-proof.ts';
import type { HttpContext } from './env.ts';

/** `code`: as it is in the app's own link. */
export function invitePage(c: HttpContext, code: string, textFor: (origin: string) => string): Response {
  c.header('vary', 'accept');
  if (wantsApp(c)) return c.redirect(`${JOIN_PATH}#${code}`, 303);
  return c.body(textFor(originFor(c)), 200, { 'content-type': 'text/markdown; charset=utf-8' });
}

/** Browsers ask for text/html. A program that can read both says so by text/markdown. */
function wantsApp(c: HttpContext): boolean {
  const accept = (c.req.header('accept') ?? '').toLowerCase();
  return accept.includes('text/html') && !accept.includes('text/markdown');
}

/**
 * Where the program connects. Without TLS an agent proves its key for the address of the connection, so that it has to be this address and no
 * name, which could lead to another program.
 */
function originFor(c: HttpContext): string {
  const { entrance, incoming } = c.env;
  const host = entrance.hostOf(incoming.headers);
  if (entrance.isSecure) return `https://${host}`;
  if (entrance.isProxied || isAddress(host)) return `http://${host}`;
  const { localAddress, localPort } = incoming.socket;
  const address = addressText(localAddress, localPort);
  const end = address.lastIndexOf(':');
  const ip = address.slice(0, end);
  return `http://${ip.includes(':') ? `[${ip}]` : ip}${address.slice(end)}`;
}

function isAddress(host: string): boolean {
  return /^(?:\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\])(?::\d+)?$/.test(host);
}
