import clsx from 'clsx';
import { useMemo } from 'react';
import type { RoomView } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/all-strings.ts';
import { tagsOf } from './tags.ts';

interface TagFilterProps {
  rooms: readonly RoomView[];
  selected: string | null;
  onSelect: (tag: string | null) => void;
}

/** The tags of these rooms, to show only the rooms with one of them. Nothing where no room has a tag. */
export function TagFilter({ rooms, selected, onSelect }: TagFilterProps) {
  const tags = useMemo(() => tagsOf(rooms), [rooms]);
  if (tags.length === 0) return null;
  return (
    <div role="group" aria-label={strings.rooms.browse.tags} className="flex max-h-28 flex-wrap gap-1.5 overflow-y-auto pt-2.5">
      {[null, ...tags].map((tag) => (
        <button
          key={tag ?? ''}
          type="button"
          aria-pressed={tag === selected}
          onClick={() => onSelect(tag)}
          className={clsx(
            'h-7 max-w-full truncate rounded-full border px-2.5 text-meta font-semibold transition-colors duration-120 tap:h-11 tap:px-4',
            tag === selected ? 'border-accent bg-accent-soft text-accent' : 'border-line text-ink-2 hover:bg-line-2',
          )}
        >
          {tag === null ? strings.rooms.browse.allTags : <bdi>{tag}</bdi>}
        </button>
      ))}
    </div>
  );
}
