// The activities of participants in rooms, in memory as presence is. An idle participant has none.
import type { Work } from '../../../../src-shared/work.ts';

export class Works {
  /** By participant, then by room. */
  readonly #works = new Map<string, Map<string, Work>>();

  find(roomId: string, participantId: string): Work | undefined {
    return this.#works.get(participantId)?.get(roomId);
  }

  of(participantId: string): Work[] {
    return [...(this.#works.get(participantId)?.values() ?? [])];
  }

  in(roomId: string): Work[] {
    return [...this.#works.values()].flatMap((works) => works.get(roomId) ?? []);
  }

  all(): Work[] {
    return [...this.#works.values()].flatMap((works) => [...works.values()]);
  }

  /** False: it is so already. */
  set(work: Work): boolean {
    const { room_id, participant_id, status } = work;
    const before = this.find(room_id, participant_id);
    if (status === 'idle' ? !before : before && isSame(before, work)) return false;
    const works = this.#works.get(participant_id) ?? new Map<string, Work>();
    if (status === 'idle') works.delete(room_id);
    else works.set(room_id, work);
    if (works.size === 0) this.#works.delete(participant_id);
    else this.#works.set(participant_id, works);
    return true;
  }
}

function isSame(a: Work, b: Work): boolean {
  return a.status === b.status && a.detail === b.detail && a.progress === b.progress;
}
