// The sentence that says which parties can read the traffic of an entrance.
import type { EntranceState, EntranceWay, OutsideKind } from '../../../../src-shared/entrances.ts';
import { strings } from '../../../strings/all-strings.ts';

/** The most usual first. */
export const MAIN_KINDS: readonly OutsideKind[] = ['tailscale', 'cloudflare'];
export const MORE_KINDS: readonly OutsideKind[] = ['ssh', 'proxy', 'command'];

/** These run a program of the owner's choice: only the owner may turn them on, on the server's own computer. */
export const OWN_PROGRAM: ReadonlySet<OutsideKind> = new Set(['ssh', 'command']);

export function privacyWords(way: EntranceWay, origin: string | null): string {
  const { kind } = way;
  if (origin?.startsWith('http:')) return strings.entrances.readsNobody;
  if (way.kind === 'proxy' && way.host !== null) return strings.entrances.readsFarProxy;
  if (kind === 'tailscale') return strings.entrances.readsTailnet;
  return kind === 'cloudflare' ? strings.entrances.readsCloudflare : strings.entrances.readsServer;
}

/** Whether it lets clients in, or tries to. */
export function isOn(entrance: EntranceState | undefined): boolean {
  return entrance !== undefined && entrance.state !== 'off';
}
