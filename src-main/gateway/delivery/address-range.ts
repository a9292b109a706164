// The range of an address. Loaded with the first request to another server.
import ipaddr from 'ipaddr.js';

const PRIVATE_RANGES: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);

/** This machine, a private network, or one of a VPN. Link-local addresses are not: clouds give away credentials at one of them. */
export function isPrivate(address: string): boolean {
  return ipaddr.isValid(address) && PRIVATE_RANGES.has(ipaddr.process(address).range());
}

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** In no reserved range. An address with an IPv4 address inside it counts as reserved too. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST);
}
