// Makes reminders due at their time, also those whose time came while the server was off.
import type { After } from '../clock.ts';
import type { Core } from '../core.ts';
import { startDue } from '../due.ts';

interface RemindOptions {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}

/** Returns its end. */
export function startReminding({ core, after, log }: RemindOptions): () => Promise<void> {
  const timer = startDue({
    ...{ now: core.now, after, log, failure: 'A reminder could not be made due' },
    first: async (limit) => (await core.archiveInOrder.nextReminders(limit)).value,
    run: ({ participant_id, id, due_at }) => core.write('makeDue', { participant_id, saved_id: id, remind_at: due_at }),
  });
  const stop = core.onChange(({ event }) => {
    if (event.type === 'saved.changed' && event.item && event.item.remind_at !== null && event.item.due_at === null)
      timer.expect(event.item.remind_at);
  });
  return () => {
    stop();
    return timer.end();
  };
}
