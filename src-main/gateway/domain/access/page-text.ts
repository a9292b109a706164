// Parts of the pages that programs read.
import { isLoopbackHost } from '../../../../src-shared/loopback.ts';

export function warningWithoutTls(secret: string): string {
  return `This address has no TLS: other devices in the network can read the code and ${secret}. Use it in a network that you trust.`;
}

export function isOpenToNetwork(origin: string): boolean {
  return !origin.startsWith('https:') && !isLoopbackHost(new URL(origin).hostname);
}

/** Without characters that mean something in Markdown. */
export function plain(text: string): string {
  return text.replaceAll(/[`*_[\]()<>#|\\"~]/g, '');
}

export function timeOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
