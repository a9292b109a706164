// A participant's activity in one room. Only the members of the room receive it.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { OwnStatus, type Presence } from './objects.ts';

export const Work = z.object({
  room_id: z.string(),
  participant_id: z.string(),
  status: described('`idle`: no activity in the room any more.', OwnStatus),
  detail: z.nullable(z.string()),
  progress: described('In percent.', z.nullable(z.number())),
});
export type Work = z.infer<typeof Work>;

/** Working, or blocked in the middle of it. */
export function isAtWork({ status }: Pick<Presence, 'status'>): boolean {
  return status === 'thinking' || status === 'working' || status === 'blocked';
}

/** The presence as the members of a room see it there. */
export function presenceIn(presence: Presence, work: Work | undefined): Presence {
  if (!work || !presence.online) return presence;
  const { status, detail, progress } = work;
  return { ...presence, status, detail, progress };
}
