import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import type { Room } from '../../src-shared/objects.ts';
import { useMe, useParticipants } from '../state/store.ts';
import { mentionCandidates, mentionQuery, type MentionCandidate, type MentionQuery } from './mention-query.ts';

export interface MentionPicker {
  isOpen: boolean;
  query: MentionQuery | null;
  candidates: readonly MentionCandidate[];
  active: number;
  setActive(index: number): void;
  /** The caret moved or the text changed. */
  look(text: string, caret: number): void;
  close(): void;
  /** True when the key was for the picker. */
  onKeyDown(event: KeyboardEvent, choose: (candidate: MentionCandidate) => void): boolean;
}

export function useMentionPicker(room: Room): MentionPicker {
  const participants = useParticipants();
  const meId = useMe().id;
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [active, setActive] = useState(0);
  /** The @ that was closed with Escape stays closed. */
  const [dismissed, setDismissed] = useState<number | null>(null);
  const candidates = useMemo(
    () => (query ? mentionCandidates(room, participants, meId, query.text) : []),
    [query, room, participants, meId],
  );
  const isOpen = query !== null && query.start !== dismissed && candidates.length > 0;

  const look = useCallback((text: string, caret: number) => {
    const next = mentionQuery(text, caret);
    setQuery((now) => (now?.start === next?.start && now?.text === next?.text ? now : next));
    setActive(0);
    if (!next) setDismissed(null);
  }, []);
  const close = useCallback(() => setQuery(null), []);

  function onKeyDown(event: KeyboardEvent, choose: (candidate: MentionCandidate) => void): boolean {
    if (!isOpen || event.nativeEvent.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const candidate = candidates[active];
    if (step !== undefined) setActive((active + step + candidates.length) % candidates.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && candidate) choose(candidate);
    else if (event.key === 'Escape') setDismissed(query.start);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  return { isOpen, query, candidates, active, setActive, look, close, onKeyDown };
}
