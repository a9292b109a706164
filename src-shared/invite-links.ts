// The links of an invite after the addresses of the server have changed.
import type { Invite } from './objects.ts';

/**
 * The addresses in the invite's newest links that do not open now, while others do. Any of them may have been sent. `origins`: those that
 * are open.
 */
export function closedAddresses({ origins: linked }: Pick<Invite, 'origins'>, origins: readonly string[]): string[] {
  return origins.length === 0 ? [] : (linked ?? []).filter((each) => !origins.includes(each));
}

/** Whether the server has an address now that no link of the invite has. */
export function isMissingAnAddress({ origins: linked }: Pick<Invite, 'origins'>, origins: readonly string[]): boolean {
  return linked !== null && origins.some((each) => !linked.includes(each));
}
