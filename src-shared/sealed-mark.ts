// How a sealed message is known, for those who only need to tell: without the ciphers.

export const SEALED_PREFIX = 'clw1:';

export function isSealed(content: string): boolean {
  return content.startsWith(SEALED_PREFIX);
}
