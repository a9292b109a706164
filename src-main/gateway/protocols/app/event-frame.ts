import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { encode, type Frame } from '../../realtime/frame.ts';

export function eventFrame(event: HomeEvent): Frame {
  return encode({ id: newId(), type: 'event', payload: event }, event.cursor);
}
