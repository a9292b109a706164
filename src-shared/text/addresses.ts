// Addresses in a text: which can be opened, and where one without brackets ends in a sentence.
import { parseDeepLink } from '../deep-link.ts';
import { characterBefore, EAST_ASIAN } from './scripts.ts';

const OPENABLE = /^(?:https?:\/\/[^\s/?#\\]|mailto:[^\s?]+@)/i;
/** Longer ones are not links. It also bounds the work for an address that does not end. */
export const ADDRESS_CHARS_MAX = 4_096;

/** Whether a link to this may be drawn. Any other link is shown as it was written. */
export function isOpenable(address: string): boolean {
  return address.length <= ADDRESS_CHARS_MAX && (OPENABLE.test(address) || parseDeepLink(address) !== null);
}

export interface Address {
  end: number;
  /** Null: it has the form of an address, but is none. */
  href: string | null;
}

const WEB = /(?:https?:\/\/(?=[\p{L}\p{N}[])|www\.(?=[\p{L}\p{N}]))/iuy;
const MAIL = /[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/iy;
/**
 * ASCII that may stand in an address, and letters of any script. Punctuation and symbols of other scripts end it, except
 * those inside of words, as in titles of pages.
 */
const WEB_BODY = new RegExp(
  String.raw`(?:[!#-;=?-\[\]-_a-z{|}~]|[\p{So}\u2013\u00b7\u2019\u2027\u30fb](?=\.?[\p{L}\p{N}])|[^\0-\x7f\p{P}\p{S}\p{Z}\p{C}])+`,
  'uy',
);
const TRAILING = "?!.,:;*_~'|";
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const WORD = /[\p{L}\p{N}]/u;
const BESIDE_WWW = /[./@:-]/;
const MAIL_PART = /[\w.+-]/;
const SPACELESS = new RegExp(`[${EAST_ASIAN}]`, 'u');

const PLACE = /lanai:\/\/room\/[A-Za-z0-9_-]{1,200}(?:\/[1-9][0-9]{0,15})?/y;

/** The address that begins here in a sentence: of a page, a mailbox, or a room of this home. */
export function bareAddress(text: string, at: number): Address | null {
  return webAddress(text, at) ?? placeAddress(text, at) ?? mailAddress(text, at);
}

function placeAddress(text: string, at: number): Address | null {
  if (text.charAt(at) !== 'l' || WORD.test(characterBefore(text, at))) return null;
  PLACE.lastIndex = at;
  const href = PLACE.exec(text)?.[0];
  return href === undefined ? null : { end: at + href.length, href };
}

function webAddress(text: string, at: number): Address | null {
  // Asked for every letter.
  if (!'hwHW'.includes(text.charAt(at))) return null;
  WEB.lastIndex = at;
  const start = WEB.exec(text)?.[0];
  if (start === undefined) return null;
  const before = characterBefore(text, at);
  const isHost = start.toLowerCase() === 'www.';
  if ((WORD.test(before) && !SPACELESS.test(before)) || (isHost && BESIDE_WWW.test(before))) return null;
  WEB_BODY.lastIndex = 0;
  const ahead = text.slice(at, at + ADDRESS_CHARS_MAX + 1);
  const body = WEB_BODY.exec(ahead)?.[0] ?? '';
  if (body.length > ADDRESS_CHARS_MAX) return { end: at + body.length, href: null };
  const address = withoutTail(body);
  if (address.length <= start.length) return null;
  return { end: at + address.length, href: isHost ? `http://${address}` : address };
}

/** Without what belongs to the sentence: its punctuation, and a bracket that was opened before the address. */
function withoutTail(body: string): string {
  const address = body.slice(0, strayBracket(body));
  const open: Record<string, number> = {};
  for (const each of address) open[each] = (open[each] ?? 0) + 1;
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    const opening = CLOSING[last];
    const isStray = opening !== undefined && (open[last] ?? 0) > (open[opening] ?? 0);
    if (!isStray && !TRAILING.includes(last)) break;
    if (isStray) open[last] = (open[last] ?? 0) - 1;
  }
  return address.slice(0, end).replace(/&[a-z]{2,8}$/i, (name) => (address.charAt(end) === ';' ? '' : name));
}

/** The end at a ] that closes an earlier bracket: the address is the text of a link. */
function strayBracket(body: string): number {
  let open = 0;
  for (let at = 0; at < body.length; at += 1) {
    if (body.charAt(at) === '[') open += 1;
    if (body.charAt(at) === ']') open -= 1;
    if (open < 0) return at;
  }
  return body.length;
}

function mailAddress(text: string, at: number): Address | null {
  if (at > 0 && MAIL_PART.test(text.charAt(at - 1))) return null;
  MAIL.lastIndex = at;
  const mail = MAIL.exec(text)?.[0].replace(/[-.]+$/, '');
  return mail === undefined || mail.startsWith('.') ? null : { end: at + mail.length, href: `mailto:${mail}` };
}

const ANGLE = new RegExp(String.raw`<([a-z][a-z0-9+.-]{1,31}:[^\s<>\p{Cc}]{1,${ADDRESS_CHARS_MAX}})>`, 'iuy');
const ANGLE_MAIL = new RegExp(`<(${MAIL.source})>`, 'iy');

/** `<https://example.org>`: an address between angle brackets. */
export function angleAddress(text: string, at: number): Address | null {
  ANGLE_MAIL.lastIndex = at;
  const mail = ANGLE_MAIL.exec(text);
  if (mail) return { end: at + mail[0].length, href: `mailto:${mail[1] ?? ''}` };
  ANGLE.lastIndex = at;
  const found = ANGLE.exec(text);
  if (!found) return null;
  const href = found[1] ?? '';
  return { end: at + found[0].length, href: isOpenable(href) ? href : null };
}

export interface Target {
  end: number;
  address: string;
  /** As it is written, with its quotes; '' without one. */
  title: string;
}

const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const ANGLE_TARGET = new RegExp(String.raw`<((?:[^<>\\\n]|\\.){0,${ADDRESS_CHARS_MAX}})>`, 'y');
const TITLE_CHARS_MAX = 1_000;
const TITLE = new RegExp(
  String.raw`"(?:[^"\\]|\\[^]){0,${TITLE_CHARS_MAX}}"|'(?:[^'\\]|\\[^]){0,${TITLE_CHARS_MAX}}'|\((?:[^()\\]|\\[^]){0,${TITLE_CHARS_MAX}}\)`,
  'y',
);
const SPACE = /[ \t\n\r]*/y;

/** The part behind the ] of a link: `(address "title")`. */
export function targetAt(text: string, at: number): Target | null {
  if (text.charAt(at) !== '(') return null;
  const from = afterSpace(text, at + 1);
  ANGLE_TARGET.lastIndex = from;
  const angle = ANGLE_TARGET.exec(text);
  const to = angle ? from + angle[0].length : balancedEnd(text, from);
  const written = angle ? (angle[1] ?? '') : text.slice(from, to);
  let end = afterSpace(text, to);
  TITLE.lastIndex = end;
  const title = end > to ? (TITLE.exec(text)?.[0] ?? '') : '';
  end = afterSpace(text, end + title.length);
  if (text.charAt(end) !== ')') return null;
  return { end: end + 1, address: written.replace(ESCAPED, '$1').replaceAll('&amp;', '&'), title };
}

function afterSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(text)?.[0].length ?? 0);
}

/** The end of an address whose brackets are balanced. */
function balancedEnd(text: string, from: number): number {
  const most = Math.min(text.length, from + ADDRESS_CHARS_MAX);
  let depth = 0;
  for (let at = from; at < most; at += 1) {
    const character = text.charAt(at);
    if (character <= ' ') return at;
    if (character === '\\') at += 1;
    else if (character === '(') depth += 1;
    else if (character === ')' && depth === 0) return at;
    else if (character === ')') depth -= 1;
  }
  return most;
}
