// The sentence that says which parties can read the traffic of an entrance.
import type { EntranceState, EntranceWay, OutsideKind } from '../../../../src-shared/entrances.ts';
import { strings } from '../../../strings/all-strings.ts';

/** The most usual first. */
export const MAIN_KINDS: readonly OutsideKind[] = ['tailscale', 'cloudflare'];
export const MORE_KINDS: readonly OutsideKind[] = ['ssh', 'proxy', 'command'];

/** It runs a program of the owner's choice, or names people: only the owner may turn it on, on the server's own computer. */
export function needsOwnersComputer(kind: OutsideKind, way: EntranceWay | undefined): boolean {
  return kind === 'ssh' || kind === 'command' || (way?.kind === 'proxy' && way.user_header !== null);
}

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
