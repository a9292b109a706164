// Colours come after the text, when the browser has time, and stay for when the message scrolls back into sight.
import { useEffect, useState } from 'react';
import { languageCalled } from './code-languages.ts';
import type { CodePiece } from './colour-code.ts';

/** Longer code would hold up a frame: it stays as it is. */
const COLOURED_CHARS_MAX = 20_000;
const KEPT_MAX = 100;
const IDLE_WITHIN_MS = 500;

/** The newest last. Made by the first that asks, so that nothing happens on import. */
const Kept = { pieces: null as Map<string, readonly CodePiece[]> | null };

/** Null: not coloured, or not yet. */
export function useColoured(code: string, written: string): readonly CodePiece[] | null {
  const language = code.length > COLOURED_CHARS_MAX ? null : languageCalled(written);
  const key = language && `${language.name}\n${code}`;
  const [done, setDone] = useState<{ key: string; pieces: readonly CodePiece[] } | null>(null);
  useEffect(() => {
    const asked = languageCalled(written);
    if (!asked || key === null || kept().has(key)) return;
    let isOver = false;
    const cancel = whenIdle(() => {
      Promise.all([import('./colour-code.ts'), asked.load()]).then(
        ([{ colourCode }, { default: load }]) => {
          if (isOver) return;
          const pieces = colourCode(code, asked.name, load);
          keep(key, pieces);
          setDone({ key, pieces });
        },
        // Without its colours code is as readable as before.
        () => undefined,
      );
    });
    return () => {
      isOver = true;
      cancel();
    };
  }, [code, written, key]);
  if (key === null) return null;
  return done?.key === key ? done.pieces : (kept().get(key) ?? null);
}

function kept(): Map<string, readonly CodePiece[]> {
  Kept.pieces ??= new Map();
  return Kept.pieces;
}

function keep(key: string, pieces: readonly CodePiece[]): void {
  const all = kept();
  all.set(key, pieces);
  const [oldest] = all.keys();
  if (all.size > KEPT_MAX && oldest !== undefined) all.delete(oldest);
}

function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, { timeout: IDLE_WITHIN_MS });
  return () => cancelIdleCallback(request);
}
