// Loaded on demand: a server without a certificate asks nothing of it.
import ipaddr from 'ipaddr.js';
import { PERMITTED_RANGES } from './permitted.ts';

const RANGES = PERMITTED_RANGES.map((range) => ipaddr.parseCIDR(range));

export function isPermittedAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return RANGES.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
}
