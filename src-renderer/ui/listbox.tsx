// A list under or over a text field: the field keeps the focus, the arrows move through the list, Enter takes one.
import clsx from 'clsx';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { isComposing } from './composing.ts';

export interface Choices<T> {
  active: number;
  /** The one that Enter would take. */
  current: T | undefined;
  point(index: number): void;
  /** True when the key was for the list. */
  onKeyDown(event: KeyboardEvent, choose: (item: T) => void): boolean;
}

/** Which of the items is pointed at. `reset` is whatever, when it changes, begins at the first one again. */
export function useChoices<T>(items: readonly T[], reset: unknown): Choices<T> {
  const [state, setState] = useState({ active: 0, reset });
  const active = Object.is(state.reset, reset) ? Math.min(state.active, Math.max(0, items.length - 1)) : 0;
  const point = (index: number): void => setState({ active: index, reset });

  function onKeyDown(event: KeyboardEvent, choose: (item: T) => void): boolean {
    if (items.length === 0 || isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const current = items[active];
    if (step !== undefined) point((active + step + items.length) % items.length);
    else if (event.key === 'Enter' && !event.shiftKey && current !== undefined) choose(current);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  return { active, current: items[active], point, onKeyDown };
}

interface OptionProps {
  id: string | undefined;
  isActive: boolean;
  className?: string;
  onPoint: () => void;
  onChoose: () => void;
  children: ReactNode;
}

export function Option({ id, isActive, className, onPoint, onChoose, children }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      // The field keeps the focus, or there would be nothing left to insert into.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onPointerMove={isActive ? undefined : onPoint}
      className={clsx('flex cursor-pointer items-center gap-3 rounded-control px-2.5', isActive && 'bg-accent-soft', className)}
    >
      {children}
    </div>
  );
}
