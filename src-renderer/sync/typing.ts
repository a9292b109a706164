// The typing participants by room. A typing state expires automatically, so that a lost client does not type forever.
import { TYPING_LIFETIME_MS } from '../../src-shared/limits.ts';

/** Room id to participant id to the time at which the sign expires. */
export type Typing = Readonly<Record<string, Readonly<Record<string, number>>>>;

export function withTyping(typing: Typing, roomId: string, participantId: string, isTyping: boolean, now: number): Typing {
  const { [participantId]: known, ...others } = typing[roomId] ?? {};
  if (!isTyping) return known === undefined ? typing : { ...typing, [roomId]: others };
  return { ...typing, [roomId]: { ...others, [participantId]: now + TYPING_LIFETIME_MS } };
}

/** Without the signs that expired. The same object when there were none. */
export function withoutExpired(typing: Typing, now: number): Typing {
  const isExpired = Object.values(typing).some((room) => Object.values(room).some((until) => until <= now));
  if (!isExpired) return typing;
  return Object.fromEntries(
    Object.entries(typing).map(([roomId, room]) => [roomId, Object.fromEntries(Object.entries(room).filter(([, until]) => until > now))]),
  );
}

/** When the next sign expires, or null. */
export function nextExpiry(typing: Typing): number | null {
  const times = Object.values(typing).flatMap((room) => Object.values(room));
  return times.length > 0 ? Math.min(...times) : null;
}
