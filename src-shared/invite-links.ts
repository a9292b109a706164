// The links of an invite after the addresses of the server have changed.
import type { Invite } from './objects.ts';

/** The address in the invite's newest link, when it does not open now and another one does; else null. `origins`: those that are open. */
export function closedAddress({ origins: linked }: Pick<Invite, 'origins'>, origins: readonly string[]): string | null {
  const [first] = linked ?? [];
  return first === undefined || origins.length === 0 || origins.includes(first) ? null : first;
}

/** Whether the server has an address now that no link of the invite has. */
export function isMissingAnAddress({ origins: linked }: Pick<Invite, 'origins'>, origins: readonly string[]): boolean {
  return linked !== null && origins.some((each) => !linked.includes(each));
}
