// The snapshot inside a client: what `watch` answered, kept true by events.
import type { HomeEvent } from '../events/index.ts';
import type { WatchReply } from '../frames.ts';
import { applyEphemeralState, applyEvent, isEventType, withLearned, type Learned, type Snapshot } from '../snapshot.ts';

export interface KeptSnapshotListener {
  /** All of it is new, or it was brought up to date after a resume and the missed events follow. */
  onSnapshot(snapshot: Snapshot, how: 'fresh' | 'resumed'): void;
  /** `snapshot`: after the event. */
  onEvent(event: HomeEvent, snapshot: Snapshot): void;
  /** A newer server sent an event of a type that this program does not know. It is skipped, and reported once for each type. */
  onUnknownEvent(type: string): void;
}

export interface KeptSnapshot {
  /** Null until the server first answered. */
  current(): Snapshot | null;
  /** The position for the `watch` request. */
  position(): { cursor: number | null; epoch: number };
  watching(reply: WatchReply): void;
  happened(event: HomeEvent): void;
  learn(learned: Learned): void;
}

export function keepSnapshot(listener: KeptSnapshotListener): KeptSnapshot {
  let snapshot: Snapshot | null = null;
  const unknown = new Set<string>();

  function skip(type: string): void {
    if (unknown.has(type)) return;
    unknown.add(type);
    listener.onUnknownEvent(type);
  }

  return {
    current: () => snapshot,
    position: () => ({ cursor: snapshot?.cursor ?? null, epoch: snapshot?.epoch ?? 0 }),
    watching(reply) {
      if (reply.mode === 'snapshot') {
        // Participants that were learned from a page of messages are in no snapshot.
        const known = snapshot?.epoch === reply.snapshot.epoch ? Object.values(snapshot.participants) : [];
        snapshot = withLearned(reply.snapshot, { participants: known });
        listener.onSnapshot(snapshot, 'fresh');
      } else if (snapshot) {
        snapshot = applyEphemeralState(snapshot, reply.ephemeral);
        listener.onSnapshot(snapshot, 'resumed');
      }
    },
    happened(event) {
      if (!snapshot || (event.cursor !== null && event.cursor <= snapshot.cursor)) return;
      snapshot = applyEvent(snapshot, event);
      if (isEventType(event.type)) listener.onEvent(event, snapshot);
      else skip(String(event.type));
    },
    learn: (learned) => void (snapshot = snapshot && withLearned(snapshot, learned)),
  };
}
