import type { FileInfo } from '../../../src-shared/files.ts';
import type { Repeat } from '../../../src-shared/repeat.ts';
import type { ScheduledMessage } from '../../../src-shared/scheduled.ts';
import type { NewMessage } from '../../sync/actions.ts';
import { sealIdOf } from '../../sync/sealed/shown-file.ts';
import { useApp, useMe } from '../../sync/store.ts';

export interface Timing {
  send_at: number;
  repeat: Repeat | null;
}

interface Schedule {
  schedule(message: NewMessage, timing: Timing): Promise<unknown>;
  change(entry: ScheduledMessage, content: string, timing: Timing): Promise<unknown>;
  sendNow(entry: ScheduledMessage, content: string): Promise<unknown>;
  cancel(entry: ScheduledMessage): Promise<unknown>;
}

/** The actions of a user on messages that are sent later. In a sealed room they are sealed here, for the time at which they are sent. */
export function useSchedule(): Schedule {
  const { client, keys } = useApp();
  const author_id = useMe().id;
  const closed = (
    of: Pick<ScheduledMessage, 'room_id' | 'reply_to'>,
    files: readonly FileInfo[],
    content: string,
    sent_at: number,
  ): string => {
    const { room_id, reply_to } = of;
    return keys.close(room_id, { author_id, kind: 'message', client_id: null, reply_to, sent_at, files: files.map(sealIdOf) }, content);
  };
  return {
    async schedule({ files, content, mentions, ...message }, { send_at, repeat }) {
      const text = closed(message, files, content, send_at);
      const file_ids = files.map(({ id }) => id);
      return client.request('schedule_message', { ...message, content: text, mentions: [...mentions], file_ids, send_at, repeat });
    },
    async change(entry, content, { send_at, repeat }) {
      const scheduled_id = entry.id;
      return client.request('update_scheduled', { scheduled_id, content: closed(entry, entry.files, content, send_at), send_at, repeat });
    },
    async sendNow(entry, content) {
      const scheduled_id = entry.id;
      if (keys.isSealed(entry.room_id)) {
        const text = closed(entry, entry.files, content, Date.now());
        await client.request('update_scheduled', { scheduled_id, content: text });
      }
      return client.request('send_scheduled', { scheduled_id });
    },
    cancel: ({ id }) => client.request('cancel_scheduled', { scheduled_id: id }),
  };
}
