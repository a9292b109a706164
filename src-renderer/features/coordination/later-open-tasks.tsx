import type { ComponentProps } from 'react';
import { useBoard } from '../../sync/store.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { isOpen } from './task-words.ts';

/** Fetched with the first open task, and else after the first screen. It is the last of its list, so nothing moves when it comes. */
export const OpenTasksPart = lazyPart(async () => (await import('./open-tasks.tsx')).OpenTasks);
const PARTS = [OpenTasksPart];

export function LaterOpenTasks(props: ComponentProps<typeof OpenTasksPart>) {
  const hasOpen = useBoard(props.room.id).tasks.some(isOpen);
  if (!hasOpen) return null;
  return (
    <LazyBoundary parts={PARTS} fallback={() => null}>
      <OpenTasksPart {...props} />
    </LazyBoundary>
  );
}
