// An entrance may take a while until its address works. The person who had Porter open it gets a message then.
import type { OutsideKind } from '../../../../src-shared/entrances.ts';
import type { Sharing } from '../../../../src-shared/objects.ts';
import type { Words } from './desk.ts';
import type { Opening } from './sharing.ts';
import { stateOfEntrance } from './sharing-words.ts';

export class Openings {
  readonly #tell: (personId: string, words: Words) => Promise<void>;
  /** The person who waits, by the kind of the entrance. */
  readonly #waiting = new Map<OutsideKind, string>();

  constructor(tell: (personId: string, words: Words) => Promise<void>) {
    this.#tell = tell;
  }

  for(personId: string): Opening {
    return { waitFor: (kind) => void this.#waiting.set(kind, personId) };
  }

  async changed({ entrances }: Sharing): Promise<void> {
    for (const [kind, personId] of this.#waiting) {
      const now = entrances.find(({ way }) => way.kind === kind);
      if (now?.state === 'starting') continue;
      this.#waiting.delete(kind);
      if (now && now.state !== 'off') await this.#tell(personId, stateOfEntrance(now));
    }
  }
}
