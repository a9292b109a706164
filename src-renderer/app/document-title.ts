// Keeps the window's title true: also when a mute ends, which no event tells.
import type { StoreApi } from 'zustand/vanilla';
import type { Timer } from '../../src-shared/timer.ts';
import { HOUR_MS } from '../../src-shared/notify/quiet.ts';
import { nextEnd } from '../../src-shared/notify/unread.ts';
import type { DeviceStore } from '../sync/device/device-store.ts';
import type { HomeState } from '../sync/home-state.ts';
import { windowTitle } from '../sync/title.ts';

interface TitleSeams {
  store: StoreApi<HomeState>;
  device: DeviceStore;
  document: Pick<Document, 'title'>;
  timer: Timer;
  now(): number;
}

export function keepDocumentTitle({ store, device, document, timer, now }: TitleSeams): () => void {
  let shown = '';
  let cancel = (): void => undefined;
  function draw(): void {
    const state = store.getState();
    const title = windowTitle(state, { now: now(), isBadged: device.getState().badge });
    // To set it is dear even when it stays the same, and to read it hardly less.
    if (title !== shown) document.title = title;
    shown = title;
  }
  /** A timer holds no more than 24 days; and a clock that is set anew is noticed within the hour. */
  function wait(): void {
    cancel();
    const { snapshot } = store.getState();
    const end = snapshot && nextEnd(snapshot, now());
    if (end === null) return;
    cancel = timer.after(Math.min(end - now(), HOUR_MS), () => {
      draw();
      wait();
    });
  }
  const ends = [
    store.subscribe((state, before) => {
      draw();
      if (state.snapshot?.rooms !== before.snapshot?.rooms) wait();
    }),
    device.subscribe(draw),
    () => cancel(),
  ];
  return () => ends.forEach((end) => end());
}
