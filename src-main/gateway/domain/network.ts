// The part of a client's address that limits and counts go by.

/** One network of IPv6 has more addresses than can be counted, and one machine may use them all: its first 64 bits count as one address. */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return 'local';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const parts = address.replace(/%.*$/, '').split('::');
  const [head, tail] = [parts[0] ?? '', parts[1]];
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array<string>(zeros).fill('0'), ...last].slice(0, 4).join(':');
}
