// Suggestions for the text at the caret: mentions, emoji, commands.
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import { isComposing } from '../../ui/composing.ts';
import { useChoices } from '../../ui/listbox.tsx';

/** The text after the sign, and the sign's position. */
export interface Typed {
  start: number;
  text: string;
}

export interface Suggestions<T> {
  isOpen: boolean;
  query: Typed | null;
  items: readonly T[];
  active: number;
  point(index: number): void;
  /** The caret moved or the text changed. */
  look(text: string, caret: number): void;
  close(): void;
  /** True when the key was for the list. */
  onKeyDown(event: KeyboardEvent, choose: (item: T) => void): boolean;
}

/** `find` and `offer` must stay the same while what they stand on does. */
export function useSuggestions<T>(
  find: (text: string, caret: number) => Typed | null,
  offer: (query: Typed) => readonly T[],
): Suggestions<T> {
  const [query, setQuery] = useState<Typed | null>(null);
  /** A list closed with Escape stays closed until the sign is typed again. */
  const [dismissed, setDismissed] = useState<number | null>(null);
  const items = useMemo(() => (query ? offer(query) : []), [query, offer]);
  const choices = useChoices(items, query);
  const isOpen = query !== null && query.start !== dismissed && items.length > 0;

  const look = useCallback(
    (text: string, caret: number) => {
      const next = find(text, caret);
      setQuery((now) => (now?.start === next?.start && now?.text === next?.text ? now : next));
      if (!next) setDismissed(null);
    },
    [find],
  );
  const close = useCallback(() => setQuery(null), []);

  function onKeyDown(event: KeyboardEvent, choose: (item: T) => void): boolean {
    if (!isOpen || isComposing(event)) return false;
    if (choices.onKeyDown(event, choose)) return true;
    if (!event.shiftKey && event.key === 'Tab' && choices.current !== undefined) choose(choices.current);
    else if (event.key === 'Escape') setDismissed(query.start);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  return { isOpen, query, items, active: choices.active, point: choices.point, look, close, onKeyDown };
}
