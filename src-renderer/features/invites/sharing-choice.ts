import type { Sharing } from '../../../src-shared/objects.ts';

/** The origins of this machine's own addresses that are open now: not those by name or with TLS, and not those from outside. */
export function openOrigins({ origins, network, entrances }: Sharing): string[] {
  const others = new Set<string | null>([
    ...entrances.map(({ origin }) => origin),
    ...(network?.names ?? []),
    ...(network?.certificate.origins ?? []),
  ]);
  return origins.filter((origin) => !others.has(origin));
}

/** The addresses of this machine that are open now. */
export function openAddresses(sharing: Sharing): string[] {
  return openOrigins(sharing).map((origin) => new URL(origin).hostname.replace(/^\[|\]$/g, ''));
}
