import { useMemo } from 'react';
import type { ScheduledMessage } from '../../../src-shared/scheduled.ts';
import type { Readable, Written } from '../../sync/sealed/room-keys.ts';
import { useReadable } from '../../sync/sealed/use-sealed.ts';

/** The text of an entry as this device can read it. */
export function useOpenedEntry({ room_id, content }: ScheduledMessage): Readable<Written> {
  return useReadable(useMemo((): Written => ({ room_id, content }), [room_id, content]));
}
