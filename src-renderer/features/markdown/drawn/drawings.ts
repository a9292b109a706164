// Formulas and diagrams that are drawn by a worker, kept for when their message scrolls back into sight.
import { useEffect, useState } from 'react';
import { Refused, TookTooLong } from '../../../lib/timed-worker.ts';

export type Drawn<Drawing> = { state: 'waiting' } | { state: 'drawn'; drawing: Drawing } | { state: 'failed' };

/** As many as a long room has in sight and near it. */
const KEPT_MAX = 300;
const WAITING = { state: 'waiting' } as const;
const FAILED = { state: 'failed' } as const;

export class Drawings<Drawing> {
  readonly #kept = new Map<string, Drawn<Drawing>>();
  readonly #draw: (key: string) => Promise<Drawing>;

  /** `draw`: rejects for a source that cannot be drawn. */
  constructor(draw: (key: string) => Promise<Drawing>) {
    this.#draw = draw;
  }

  get(key: string): Drawn<Drawing> | undefined {
    return this.#kept.get(key);
  }

  async draw(key: string): Promise<Drawn<Drawing>> {
    const known = this.#kept.get(key);
    if (known) return known;
    try {
      return this.#keep(key, { state: 'drawn', drawing: await this.#draw(key) });
    } catch (error) {
      // A worker that could not be fetched says nothing about this source.
      return error instanceof Refused || error instanceof TookTooLong ? this.#keep(key, FAILED) : FAILED;
    }
  }

  #keep(key: string, drawn: Drawn<Drawing>): Drawn<Drawing> {
    this.#kept.set(key, drawn);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest);
    return drawn;
  }
}

/** Draws the source of this key, when it is on the screen first. */
export function useDrawn<Drawing>(drawings: Drawings<Drawing>, key: string): Drawn<Drawing> {
  const [done, setDone] = useState<{ key: string; drawn: Drawn<Drawing> } | null>(null);
  useEffect(() => {
    if (drawings.get(key)) return;
    let isGone = false;
    // It does not reject.
    void drawings.draw(key).then((drawn) => !isGone && setDone({ key, drawn }));
    return () => {
      isGone = true;
    };
  }, [drawings, key]);
  return drawings.get(key) ?? (done?.key === key ? done.drawn : WAITING);
}
