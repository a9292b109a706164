// Messages that are sent later: what their authors ask for.
import type { Request } from '../../../../src-shared/commands/index.ts';
import type { SCHEDULED_COMMANDS } from '../../../../src-shared/commands/scheduled.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { SCHEDULED_AHEAD_MAX_MS } from '../../../../src-shared/limits.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { nextTime, type Repeat } from '../../../../src-shared/repeat.ts';
import { fromJson } from '../../store/json.ts';
import type { ScheduledRow } from '../../store/tables/scheduled.ts';
import type { Actor } from '../actor.ts';
import type { Commands, Context, Core } from '../core.ts';
import { newMessage } from '../messages/commands.ts';
import { isKept, refuseProgram } from '../policy.ts';
import { sendRow, writtenIn } from './send.ts';
import { NOT_THERE, type NewTiming } from './transactions.ts';

export function scheduledCommands(core: Core): Pick<Commands, keyof typeof SCHEDULED_COMMANDS> {
  return {
    schedule_message(context, { send_at, repeat, ...written }) {
      refuseProgram(context.actor);
      // At its time its author has no connection that has the room open. So the author has to be a member.
      const { room } = core.openRoom({ ...context, seat: null }, written.room_id);
      refuseRoom(room);
      const message = newMessage(core, context, written, null);
      const timing = timingOf(core, { send_at, repeat: repeat ?? null });
      if (timing.repeat) refuseRepeat(room, message.file_ids?.length ?? 0);
      // The members of a group are those at the time when it is sent.
      return core.post(context.actor, 'scheduleMessage', { message: { ...message, mentions: written.mentions }, ...timing });
    },

    async list_scheduled({ actor: asker }) {
      const { value, actor } = await core.upToDate(asker, (archive) => archive.scheduledOf(asker.participant_id), isAboutScheduled);
      return { scheduled: value.filter(({ room_id }) => isForRoom(actor, room_id)) };
    },

    update_scheduled: (context, request) => update(core, context, request),

    async send_scheduled(context, { scheduled_id }) {
      const row = await ownRow(core, context, scheduled_id);
      const message = await sendRow(core, context.actor, row);
      if (!message) throw new AppError('message_not_found', NOT_THERE);
      return message;
    },

    async cancel_scheduled(context, { scheduled_id }) {
      await ownRow(core, context, scheduled_id);
      return core.write('cancelScheduled', { id: scheduled_id, author_id: context.actor.participant_id });
    },
  };
}

async function update(core: Core, context: Context, { scheduled_id, ...request }: Request<'update_scheduled'>) {
  refuseProgram(context.actor);
  const row = await ownRow(core, context, scheduled_id);
  const { content, mentions, send_at, repeat } = request;
  const { actor } = context;
  const isRewritten = content !== undefined || mentions !== undefined;
  const written = { ...(await writtenIn(core, row)), ...(content !== undefined && { content }), ...(mentions && { mentions }) };
  // Another text has to be one that may be sent. A time can also be changed where it may not be: it may be allowed by then.
  const message = isRewritten ? newMessage(core, { actor, seat: null }, written, null) : null;
  const isTimed = send_at !== undefined || repeat !== undefined;
  const before = row.repeat === null ? null : fromJson<Repeat>(row.repeat);
  const timing = isTimed ? timingOf(core, { send_at: send_at ?? row.send_at, repeat: repeat === undefined ? before : repeat }) : null;
  if (timing?.repeat) refuseRepeat(core.room(actor, row.room_id).room, written.file_ids.length);
  return core.write('updateScheduled', {
    ...{ id: row.id, author_id: row.author_id },
    ...(message && { text: { content: message.content, mentions: written.mentions } }),
    ...(timing && { timing }),
  });
}

/** An entry of the actor's own, in a room that its key is for. Any other is not there. */
async function ownRow(core: Core, { actor }: Context, id: string): Promise<ScheduledRow> {
  const { value: row } = await core.archive.scheduledRow(id);
  const isOwn = row?.author_id === actor.participant_id && isForRoom(actor, row.room_id);
  if (!row || !isOwn) throw new AppError('message_not_found', NOT_THERE);
  return row;
}

function isForRoom({ grant }: Actor, roomId: string): boolean {
  return grant.room_ids === null || grant.room_ids.has(roomId);
}

/** A message that repeats begins with the first time of its rhythm. */
function timingOf(core: Core, { send_at, repeat }: NewTiming): NewTiming {
  const now = core.now();
  if (send_at <= now) throw new AppError('invalid_payload', 'send_at: this time is over. Choose one in the future.');
  if (send_at > now + SCHEDULED_AHEAD_MAX_MS) throw new AppError('invalid_payload', 'send_at: at most a year ahead.');
  if (!repeat) return { send_at, repeat };
  const days = repeat.every === 'week' ? [...new Set(repeat.days)].sort((a, b) => a - b) : [];
  const rhythm = { ...repeat, days };
  return { send_at: nextTime(rhythm, send_at, send_at - 1), repeat: rhythm };
}

function refuseRoom(room: Room): void {
  if (!isKept(room)) throw new AppError('invalid_payload', 'room_id: this room ends by itself, so no message can be sent to it later.');
}

function refuseRepeat({ encrypted }: Room, files: number): void {
  if (encrypted) throw new AppError('invalid_payload', 'repeat: a sealed message is sealed for one time. It cannot repeat.');
  if (files > 0) throw new AppError('invalid_payload', 'repeat: a message with files is sent once. It cannot repeat.');
}

function isAboutScheduled({ type }: HomeEvent): boolean {
  return type === 'scheduled.changed' || type === 'scheduled.removed';
}
