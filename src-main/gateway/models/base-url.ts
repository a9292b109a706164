// The address of a provider, as it is kept: without a slash at its end, so that `/models` can follow.
import { AppError } from '../../../src-shared/errors.ts';
import { AddressRefused, parseAddress, resolveAddress, type Lookup } from '../delivery/address.ts';

const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const IS_LOCAL = /^(localhost|[\d.]+|\[[\da-f:]+\])(:|\/|$)/i;
/** Ends of addresses that people copy from documentation. */
const ENDPOINTS = /\/(models|messages|completions|chat\/completions|responses)$/;

/** Throws `invalid_payload`. A name that cannot be found now may be found later. */
export async function admittedBaseUrl(text: string, lookup: Lookup): Promise<string> {
  const url = parsed(text);
  if (url.protocol === 'http:') await refusePublic(url, lookup);
  const path = url.pathname.replace(/\/+$/, '').replace(ENDPOINTS, '');
  return `${url.origin}${path === '' ? '/v1' : path}`;
}

/** The address of a server of tools, in its kept form. Throws `invalid_payload`. */
export async function admittedAddress(text: string, lookup: Lookup): Promise<string> {
  const url = parsed(text);
  if (url.protocol === 'http:') await refusePublic(url, lookup);
  return `${url.origin}${url.pathname}`;
}

function parsed(text: string): URL {
  const whole = HAS_SCHEME.test(text) ? text : `${IS_LOCAL.test(text) ? 'http' : 'https'}://${text}`;
  try {
    const url = parseAddress(whole);
    // It may be a key, and everyone who sees the list would see it.
    if (url.search !== '') throw new AddressRefused('form', 'The address has a question mark in it. Leave it out, and what follows it.');
    return url;
  } catch (error) {
    throw refusal(error);
  }
}

async function refusePublic(url: URL, lookup: Lookup): Promise<void> {
  try {
    await resolveAddress(url, 'private', lookup);
  } catch (error) {
    if (error instanceof AddressRefused && error.kind === 'unknown') return;
    throw refusal(error, 'http:// is for this computer and private networks. Use https:// for this address.');
  }
}

function refusal(error: unknown, sentence?: string): unknown {
  return error instanceof AddressRefused ? new AppError('invalid_payload', sentence ?? error.message, { cause: error }) : error;
}

const KNOWN: Readonly<Record<string, string>> = {
  'api.anthropic.com': 'Anthropic',
  'api.openai.com': 'OpenAI',
  'openrouter.ai': 'OpenRouter',
};

/** A name for a provider whose author gave none: that of its host, with a number when another one has it. */
export function nameFor(baseUrl: string, taken: ReadonlySet<string>): string {
  const { host } = new URL(baseUrl);
  const name = KNOWN[host] ?? host.slice(0, 60);
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(numbered.toLowerCase())) return numbered;
  }
}
