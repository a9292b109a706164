import type { KeyboardEvent, PointerEvent } from 'react';
import { useStore } from 'zustand';
import { clampedSidebarWidth, SIDEBAR_WIDTH } from '../../sync/device/layout.ts';
import { useApp } from '../../sync/store.ts';
import { isRightToLeft, readingKey } from '../../ui/direction.ts';
import { windowSize } from '../../ui/window-size.ts';
import { strings } from '../../strings/strings.ts';

const KEY_STEP = 16;

/** The sidebar's edge: dragged, or moved with the arrow keys; a double click brings back the width it had at first. */
export function ResizeHandle() {
  const { layout } = useApp();
  const width = useStore(layout, (state) => state.sidebarWidth);
  const setWidth = (next: number): void => layout.setState({ sidebarWidth: clampedSidebarWidth(next) });

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      setWidth(isRightToLeft() ? windowSize().width - event.clientX : event.clientX);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP }[readingKey(event.key)];
    if (step === undefined) return;
    event.preventDefault();
    setWidth(width + step);
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={strings.sidebar.width}
      aria-valuenow={width}
      aria-valuemin={SIDEBAR_WIDTH.min}
      aria-valuemax={SIDEBAR_WIDTH.max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => setWidth(SIDEBAR_WIDTH.initial)}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 -end-[5px] z-10 w-[9px] cursor-col-resize touch-none after:absolute after:inset-y-0 after:start-1 after:w-px hover:after:bg-accent focus-visible:outline-none focus-visible:after:w-0.5 focus-visible:after:bg-accent"
    />
  );
}
