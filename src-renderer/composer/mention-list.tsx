import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import { aboutWords, presenceTone, statusWords } from '../state/presence-words.ts';
import { usePresence } from '../state/store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Tag } from '../ui/tag.tsx';
import type { MentionCandidate } from './mention-query.ts';

interface MentionListProps {
  id: string;
  candidates: readonly MentionCandidate[];
  active: number;
  mayAdd: boolean;
  onPoint: (index: number) => void;
  onChoose: (candidate: MentionCandidate) => void;
}

export function MentionList({ id, candidates, active, mayAdd, onPoint, onChoose }: MentionListProps) {
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mx-4 mb-1 max-w-[440px] animate-fade overflow-hidden rounded-card border border-line bg-raise shadow-float max-sm:mx-0">
      <p className="flex items-center justify-between px-4 pt-2.5 pb-1 text-meta font-semibold text-ink-3">
        Mention
        <span aria-hidden className="max-sm:hidden">
          ↑↓ to choose · ⏎
        </span>
      </p>
      <div id={id} role="listbox" aria-label="People and agents to mention" className="max-h-[264px] overflow-y-auto p-1.5 pt-0">
        {candidates.map((candidate, index) => (
          <Option
            key={candidate.participant.id}
            id={mentionOptionId(id, candidate)}
            candidate={candidate}
            isActive={index === active}
            mayAdd={mayAdd}
            onPoint={() => onPoint(index)}
            onChoose={() => onChoose(candidate)}
          />
        ))}
      </div>
    </div>
  );
}

export function mentionOptionId(listId: string, candidate: MentionCandidate | undefined): string | undefined {
  return candidate && `${listId}-${candidate.participant.id}`;
}

interface OptionProps {
  id: string | undefined;
  candidate: MentionCandidate;
  isActive: boolean;
  mayAdd: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Option({ id, candidate: { participant, isMember }, isActive, mayAdd, onPoint, onChoose }: OptionProps) {
  const presence = usePresence(participant.id);
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
      className={clsx('flex min-h-12 cursor-pointer items-center gap-3 rounded-control px-2.5 py-1', isActive && 'bg-accent-soft')}
    >
      <Avatar of={participant} size={28} presence={presenceTone(presence)} ring={isActive ? 'ring-accent-soft' : 'ring-raise'} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate text-body font-semibold">{participant.name}</span>
          {participant.kind === 'agent' && <Tag tone="agent">agent</Tag>}
        </span>
        <span className="block truncate text-meta text-ink-2">{aboutWords(participant, presence)}</span>
      </span>
      <span className="shrink-0 text-meta text-ink-3">
        {isMember ? statusWords(participant, presence) : mayAdd ? 'Add to the room' : 'Not in the room'}
      </span>
    </div>
  );
}
