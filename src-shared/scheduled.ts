// A message that the server sends later. Only its author gets it before it is sent.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { FileInfo } from './files.ts';
import { Repeat } from './repeat.ts';

const id = z.string();
const time = z.number();

/** The code of a failure that is no refusal: a backup was restored after the time of the message. */
export const RESTORED = 'restored';

export const ScheduledFailure = z.object({
  at: time,
  code: described(
    'The code of the error with which the message was refused; `restored`: its time passed before a backup was restored.',
    z.string(),
  ),
  message: z.string(),
});
export type ScheduledFailure = z.infer<typeof ScheduledFailure>;

export const ScheduledMessage = z.object({
  id,
  room_id: id,
  content: z.string(),
  reply_to: z.nullable(id),
  thread_id: z.nullable(id),
  also_in_room: z.boolean(),
  metadata: z.unknown(),
  mentions: z.array(id),
  files: z.array(FileInfo),
  send_at: described('The next time at which it is sent.', time),
  repeat: described('Null: it is sent once.', z.nullable(Repeat)),
  first_at: described('The time that gives a repeated message its time of day and its day of the month.', time),
  failure: described('Set when it could not be sent. It is not tried again by itself.', z.nullable(ScheduledFailure)),
  created_at: time,
});
export type ScheduledMessage = z.infer<typeof ScheduledMessage>;
