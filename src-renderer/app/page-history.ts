// The entries of the browser's history: one for each place, and on top of it one for each thing that is open over the page.
import * as z from 'zod/mini';
import type { BackStack } from '../ui/back.ts';

/** `stepsToList`: how many steps back the list of rooms is. `layers`: how many things are open over the page at this entry. */
const Entry = z.object({ stepsToList: z.optional(z.number()), layers: z.optional(z.number()) });
type Entry = z.infer<typeof Entry>;

export interface PageHistory {
  back: BackStack;
  /** Writes an entry for a place. The layers over the page lose theirs: each closes, or gets another. */
  push(hash: string, from: 'list' | 'elsewhere'): void;
  /** Replaces the entry of the place, under the layers over the page. */
  replace(hash: string): void;
  /** Back to the list; in its place when one did not come from there. */
  toList(hash: string): void;
  close(): void;
}

export function createPageHistory(page: Pick<Window, 'history' | 'location' | 'addEventListener' | 'removeEventListener'>): PageHistory {
  const { history, location } = page;
  const layers: { close: () => void }[] = [];
  /** Going back takes the browser a moment. Until then nothing is written. */
  let isMoving = false;
  let waiting: (() => void)[] = [];
  /** For the entry of the place, once nothing is open over it. */
  let rewrite: { from: string; to: string } | null = null;

  function entry(): Entry {
    return Entry.safeParse(history.state).data ?? {};
  }
  function depth(): number {
    return entry().layers ?? 0;
  }
  function move(steps: number): void {
    isMoving = true;
    history.go(-steps);
  }
  function whenStill(write: () => void): void {
    if (isMoving) waiting.push(write);
    else write();
  }

  /** As many entries as things are open. */
  function settle(): void {
    if (isMoving) return;
    const { stepsToList } = entry();
    const missing = layers.length - depth();
    if (missing < 0) return move(-missing);
    for (let count = 1; count <= missing; count += 1) {
      const steps = stepsToList === undefined ? {} : { stepsToList: stepsToList + count };
      history.pushState({ ...steps, layers: depth() + 1 }, '', location.hash);
    }
  }
  /** Later: what closes and what opens in the same moment take the same entry. */
  function settleLater(): void {
    queueMicrotask(settle);
  }

  function onPopState(): void {
    const isOwn = isMoving;
    isMoving = false;
    if (depth() === 0) {
      if (rewrite?.from === location.hash) history.replaceState(history.state, '', rewrite.to);
      rewrite = null;
    }
    for (const write of waiting.splice(0)) write();
    if (!isOwn) for (const layer of layers.slice(depth()).reverse()) layer.close();
    settleLater();
  }

  page.addEventListener('popstate', onPopState);
  // A page that is loaded again has nothing open.
  settleLater();
  return {
    back: {
      open(close) {
        const layer = { close };
        layers.push(layer);
        settleLater();
        return () => {
          const at = layers.indexOf(layer);
          if (at !== -1) layers.splice(at, 1);
          settleLater();
        };
      },
    },
    push(hash, from) {
      whenStill(() => {
        if (hash === location.hash) return;
        rewrite = null;
        const { stepsToList } = entry();
        if (depth() > 0) return history.replaceState(withSteps(stepsToList), '', hash);
        history.pushState(withSteps(from === 'list' ? 1 : stepsToList && stepsToList + 1), '', hash);
      });
    },
    replace(hash) {
      whenStill(() => {
        if (hash === location.hash) return;
        if (depth() > 0) rewrite = { from: location.hash, to: hash };
        else history.replaceState(history.state, '', hash);
      });
    },
    toList(hash) {
      whenStill(() => {
        const { stepsToList } = entry();
        if (stepsToList === undefined) history.replaceState(null, '', hash);
        else move(stepsToList);
      });
    },
    close() {
      waiting = [];
      page.removeEventListener('popstate', onPopState);
    },
  };
}

function withSteps(stepsToList: number | undefined): Entry | null {
  return stepsToList === undefined ? null : { stepsToList };
}
