import { expect, it } from 'vitest';
import type { FailedAttempts } from '../../store/interfaces/audit.ts';
import type { Core } from '../core.ts';
import { FailureCounter } from './failures.ts';

it('counts attempts from all addresses of one network of IPv6 together', async () => {
  const written: FailedAttempts[] = [];
  const write = async (_name: string, { failures }: { failures: FailedAttempts[] }) => void written.push(...failures);
  const core = { now: () => 1, write } as unknown as Core;
  const counter = new FailureCounter({ core, after: () => () => undefined, log: () => undefined });
  const from = (address: string): void => counter.count('failed_key', { entrance: 'network', address }, 'invalid_key');
  for (let each = 1; each <= 100; each += 1) from(`2001:db8:1:2::${each.toString(16)}`);
  for (const address of ['2001:db8:1:3::1', '::1', '192.0.2.1', '192.0.2.2']) from(address);
  await counter.close();
  expect(written.map(({ address, count }) => [address, count])).toEqual([
    ['2001:db8:1:2::/64', 100],
    ['2001:db8:1:3::/64', 1],
    ['::1', 1],
    ['192.0.2.1', 1],
    ['192.0.2.2', 1],
  ]);
});
