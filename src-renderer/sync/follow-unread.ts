import type { StoreApi } from 'zustand/vanilla';
import { HOUR_MS } from '../../src-shared/notify/quiet.ts';
import { nextEnd } from '../../src-shared/notify/unread.ts';
import type { Timer } from '../../src-shared/timer.ts';
import type { DeviceStore } from './device/device-store.ts';
import type { HomeState } from './home-state.ts';

export interface UnreadSeams {
  store: StoreApi<HomeState>;
  device: DeviceStore;
  timer: Timer;
  now(): number;
}

/** Calls `draw` whenever unread counts may have changed: also when a mute ends, which no event tells. */
export function followUnread({ store, device, timer, now }: UnreadSeams, draw: () => void): () => void {
  let cancel = (): void => undefined;
  /** A timer holds no more than 24 days; and a clock that is changed is noticed within the hour. */
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
