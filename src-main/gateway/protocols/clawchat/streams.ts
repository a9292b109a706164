// The events of messages that are being written.
import { assertNever } from '../../../../src-shared/errors.ts';
import type { EventOf } from '../../../../src-shared/events/index.ts';
import type { Directory } from '../../domain/directory.ts';
import type { AgentEvent } from './agent-event.ts';
import { stamp } from './stamp.ts';

type StreamEvent = EventOf<'stream.started' | 'stream.delta' | 'stream.ended' | 'agent.stop_requested'>;

export function streamEvents(directory: Directory, event: StreamEvent): AgentEvent[] {
  const nameOf = (id: string): string => directory.participant(id)?.name ?? '';
  switch (event.type) {
    case 'stream.started': {
      const { id: stream_id, room_id, author_id, reply_to, thread_id, started_at } = event.stream;
      const place = { ...(reply_to !== null && { reply_to_message: reply_to }), ...(thread_id !== undefined && { thread_id }) };
      const payload = { stream_id, room_id, agent_id: author_id, agent_name: nameOf(author_id), ...place, timestamp: stamp(started_at) };
      return [{ type: 'stream_started', payload, to: { room_id }, except_id: author_id }];
    }
    case 'stream.delta': {
      const { room_id, stream_id, author_id, at, text } = event;
      return [{ type: 'stream_delta', payload: { room_id, stream_id, at, text }, to: { room_id }, except_id: author_id }];
    }
    case 'stream.ended': {
      // Also to its author, who did not end it if the access ended or a person stopped it.
      const { room_id, stream_id, outcome } = event;
      return [{ type: 'stream_ended', payload: { room_id, stream_id, outcome }, to: { room_id } }];
    }
    case 'agent.stop_requested': {
      const { room_id, participant_id, by_id } = event;
      const payload = { room_id, by_id, by_name: nameOf(by_id) };
      return [{ type: 'stop_requested', payload, to: { participant_ids: [participant_id], if_sees_room: room_id } }];
    }
    default:
      return assertNever(event);
  }
}
