// Sends what was scheduled, at its time. It is checked as if its author sent it at that moment.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { nextTime, type Repeat } from '../../../../src-shared/repeat.ts';
import { fromJson } from '../../store/json.ts';
import type { ScheduledRow } from '../../store/tables/scheduled.ts';
import { EVERY_RIGHT, grantOfKey, type Actor } from '../actor.ts';
import type { After } from '../clock.ts';
import type { Core } from '../core.ts';
import { startDue } from '../due.ts';
import { newMessage, type Written } from '../messages/commands.ts';
import { has, requirePermission } from '../policy.ts';

export interface ScheduledOptions {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}

/** Returns its end. */
export function startSendingScheduled({ core, after, log }: ScheduledOptions): () => Promise<void> {
  const timer = startDue({
    ...{ now: core.now, after, log, failure: 'A message could not be sent at its time' },
    first: async (limit) => (await core.archiveInOrder.dueScheduled(limit)).value,
    run: async ({ id }) => {
      const { value: row } = await core.archiveInOrder.scheduledRow(id);
      if (row && row.due_at !== null && row.due_at <= core.now()) timer.expect(await sendOrFail(core, row));
    },
  });
  const stop = core.onChange(({ event }) => {
    if (event.type === 'scheduled.changed' && event.scheduled.failure === null) timer.expect(event.scheduled.send_at);
  });
  return () => {
    stop();
    return timer.end();
  };
}

/** Returns when to try again; Infinity: not automatically. */
async function sendOrFail(core: Core, row: ScheduledRow): Promise<number> {
  const { id, version } = row;
  try {
    await sendRow(core, authorOf(core, row), row);
    return Infinity;
  } catch (error) {
    // An error of the server is no fault of the message: it is tried again.
    if (!(error instanceof AppError) || error.code === 'internal_error') throw error;
    if (error.retryAfterMs === null) {
      await core.write('failScheduled', { id, version, code: error.code, message: error.message });
      return Infinity;
    }
    const due_at = core.now() + error.retryAfterMs;
    await core.write('postponeScheduled', { id, version, due_at });
    return due_at;
  }
}

/** Null: it was changed or sent meanwhile. Throws what `send_message` answers when it may not be sent. */
export async function sendRow(core: Core, actor: Actor, row: ScheduledRow): Promise<Message | null> {
  const { id, version, first_at, send_at } = row;
  const written = await writtenIn(core, row);
  const message = newMessage(core, { actor, seat: null }, written, null);
  const repeat = row.repeat === null ? null : fromJson<Repeat>(row.repeat);
  // Times that were missed are not made up for.
  const next_at = repeat && nextTime(repeat, first_at, send_at > core.now() ? send_at - 1 : core.now());
  return core.post(actor, 'sendScheduled', { id, version, next_at, message: { ...message, scheduled_id: id } });
}

/** The entry as it was written. */
export async function writtenIn(core: Core, row: ScheduledRow): Promise<Written> {
  const { id, room_id, content, reply_to, thread_id, also_in_room, metadata, mentions } = row;
  return {
    ...{ room_id, content, reply_to, thread_id },
    also_in_room: also_in_room !== 0,
    metadata: metadata === null ? null : fromJson<unknown>(metadata),
    mentions: fromJson<string[]>(mentions),
    file_ids: (await core.archive.scheduledFileIds(id)).value,
  };
}

/** The author with the rights of now: of a key those that it has left, of a person all. */
function authorOf({ directory }: Core, { author_id, key_id }: ScheduledRow): Actor {
  if (key_id === null) return { participant_id: author_id, grant: EVERY_RIGHT };
  const key = directory.keys.find(key_id);
  if (!key || key.revoked_at !== null) throw new AppError('unauthorized', 'The key that it was written with is not valid any more.');
  const actor = { participant_id: author_id, grant: grantOfKey({ key, good_until: null }) };
  requirePermission(has(actor, 'post'), 'The key that it was written with does not allow that any more.');
  return actor;
}
