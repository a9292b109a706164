import type { StoreApi } from 'zustand';
import type { Timer } from '../../src-shared/timer.ts';
import type { HomeState } from './home-state.ts';
import { nextExpiry, withoutExpired } from './typing.ts';

/** Takes away signs of writing when their time is over. */
export function expireTyping(store: StoreApi<HomeState>, timer: Timer, now: () => number): () => void {
  let cancel = (): void => undefined;
  const unsubscribe = store.subscribe((state, before) => {
    if (state.typing === before.typing) return;
    cancel();
    const next = nextExpiry(state.typing);
    if (next === null) return;
    cancel = timer.after(Math.max(0, next - now()), () => store.setState(({ typing }) => ({ typing: withoutExpired(typing, now()) })));
  });
  return () => {
    cancel();
    unsubscribe();
  };
}
