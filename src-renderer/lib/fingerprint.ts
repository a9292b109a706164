// The fingerprint of a certificate, for people who compare it.

/** Two bytes a group, so that people can compare it. */
export function writtenFingerprint(fingerprint: string): string {
  return (fingerprint.replaceAll(':', '').match(/.{1,4}/g) ?? []).join(' ');
}

export function isSameFingerprint(a: string, b: string): boolean {
  const plain = (text: string): string => text.replaceAll(/[^0-9a-f]/gi, '').toUpperCase();
  return plain(a) === plain(b);
}
