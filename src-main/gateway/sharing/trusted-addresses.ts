// The addresses from which an entrance takes connections, when its proxy is on another computer.
import { BlockList, isIP, SocketAddress } from 'node:net';
import type { EntranceWay } from '../../../src-shared/entrances.ts';
import { AppError } from '../../../src-shared/errors.ts';

/** A wider network is no list of proxies. */
const PREFIX_MIN = { ipv4: 8, ipv6: 32 } as const;
const BITS = { ipv4: 32, ipv6: 128 } as const;

type Family = keyof typeof BITS;
type ProxyWay = Extract<EntranceWay, { kind: 'proxy' }>;

export class TrustedAddresses {
  readonly #list = new BlockList();

  /** Throws `invalid_payload` for a text that is no address and no network. */
  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const { address, prefix, family } = networkOf(text);
      this.#list.addSubnet(address, prefix, family);
    }
  }

  has(address: string): boolean {
    const family = familyOf(address);
    // An IPv4 address in its form for IPv6 (::ffff:192.0.2.1) is the same address.
    return family !== null && this.#list.check(address, family);
  }
}

/** The connections that the entrance takes. Null: all that reach its listener, which is on this computer alone. Throws `invalid_payload`. */
export function trustedBy({ host, trusted }: ProxyWay): TrustedAddresses | null {
  if (host === null && trusted.length === 0) return null;
  if (host === null) refuse('Choose the address of this computer to which that proxy forwards.');
  if (trusted.length === 0) refuse('Name the addresses of the proxy. Connections from anywhere else are cut.');
  return new TrustedAddresses(trusted);
}

function networkOf(text: string): { address: string; prefix: number; family: Family } {
  const [, address = '', written] = /^([0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const family = familyOf(address);
  if (family === null) return refuse(`"${text}" is no address of a proxy. Write it as 192.168.1.2 or 192.168.1.0/24.`);
  const prefix = written === undefined ? BITS[family] : Number(written);
  if (prefix > BITS[family]) refuse(`"${text}" is no network: the number after the / is too large.`);
  if (prefix < PREFIX_MIN[family] || (prefix < BITS[family] && mayHoldEveryAddress(address, family)))
    refuse(`"${text}" is too wide for the addresses of a proxy.`);
  return { address, prefix, family };
}

/** The IPv4 addresses are a network of IPv6 that begins with zeros. */
function mayHoldEveryAddress(address: string, family: Family): boolean {
  return new SocketAddress({ address, family }).address.startsWith(family === 'ipv6' ? '::' : '0.');
}

function familyOf(address: string): Family | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6';
}

function refuse(why: string): never {
  throw new AppError('invalid_payload', why);
}
