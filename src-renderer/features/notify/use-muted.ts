import { useEffect, useState } from 'react';
import type { Membership } from '../../../src-shared/objects.ts';
import { HOUR_MS } from '../../../src-shared/notify/quiet.ts';
import { isMuted } from '../../../src-shared/notify/rule.ts';

/** Whether the room is muted now; drawn again when that ends. */
export function useIsMuted(membership: Membership | null | undefined): boolean {
  const now = useNowPast(membership?.muted_until ?? null);
  return membership ? isMuted(membership, now) : false;
}

/** A time that is past `end` once that has passed. */
export function useNowPast(end: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (end === null || end <= now) return;
    // A timer holds no more than 24 days; and a clock that is changed is noticed within the hour.
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(end - Date.now(), 0), HOUR_MS));
    return () => clearTimeout(timer);
  }, [end, now]);
  return now;
}
