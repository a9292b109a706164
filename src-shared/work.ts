// A participant's activity in one room. Only the members of the room receive it.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { OwnStatus, type Presence, type PresenceStatus } from './objects.ts';

export const WorkStatus = z.enum([...OwnStatus.options, 'waking']);

export const Work = z.object({
  room_id: z.string(),
  participant_id: z.string(),
  status: described(
    '`idle`: no activity in the room any more. `waking`: the agent was called here while it was not running, and the server wakes it. It is not online yet.',
    WorkStatus,
  ),
  detail: z.nullable(z.string()),
  progress: described('In percent.', z.nullable(z.number())),
});
export type Work = z.infer<typeof Work>;

/** A presence with the activity in a room. */
export type PresenceThere = Omit<Presence, 'status'> & { status: PresenceStatus | 'waking' };

/** Working, or blocked in the middle of it. */
export function isAtWork({ status }: Pick<PresenceThere, 'status'>): boolean {
  return status === 'thinking' || status === 'working' || status === 'blocked';
}

/** The presence as the members of a room see it there. One that was never here has none until it is woken. */
export function presenceIn(presence: Presence | undefined, work: Work | undefined): PresenceThere | undefined {
  if (!work || (presence?.online ?? false) === isWaking(work)) return presence;
  const { participant_id, status, detail, progress } = work;
  return { participant_id, online: false, last_active_at: null, ...presence, status, detail, progress };
}

export function isWaking({ status }: Pick<PresenceThere, 'status'>): boolean {
  return status === 'waking';
}

/** The first room where it is being woken. */
export function wakingOf(works: Readonly<Record<string, Readonly<Record<string, Work>>>>, participantId: string): Work | undefined {
  return Object.values(works).find((inRoom) => inRoom[participantId] && isWaking(inRoom[participantId]))?.[participantId];
}
