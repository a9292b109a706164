import { useEffect, useState } from 'react';
import { LaterLostRoom } from './later-lost-room.tsx';

/** A room that was just made may be announced a moment after one went there. */
const SAYS_MISSING_AFTER_MS = 1_000;
const ENDED = { why: 'ended' } as const;
const MISSING = { why: 'missing' } as const;

export function MissingRoom({ hasEnded }: { hasEnded: boolean }) {
  const [isSaid, setIsSaid] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSaid(true), SAYS_MISSING_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSaid ? <LaterLostRoom lost={hasEnded ? ENDED : MISSING} /> : <main className="flex-1" />;
}
