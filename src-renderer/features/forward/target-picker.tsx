import { useId, useMemo, useState } from 'react';
import { roomIcon } from '../rooms/room-icon.ts';
import { Avatar } from '../people/avatar.tsx';
import { factsOf } from '../../sync/room-facts.ts';
import { SearchInput } from '../../ui/search-input.tsx';
import { KindTag } from '../../ui/kind-tag.tsx';
import { ScrollerContext, useScroller, VirtualRows } from '../../ui/virtual-rows.tsx';
import { strings } from '../../strings/all-strings.ts';
import { withName, type Target } from './targets.ts';

interface TargetPickerProps {
  targets: readonly Target[];
  chosen: Target | null;
  onChoose: (target: Target) => void;
}

/** One room, person or agent. Native radio buttons underneath: arrow keys and names come with them. */
export function TargetPicker({ targets, chosen, onChoose }: TargetPickerProps) {
  const [search, setSearch] = useState('');
  const id = useId();
  const found = useMemo(() => withName(targets, search), [targets, search]);
  const keys = useMemo(() => found.map((each) => each.id), [found]);
  const scroller = useScroller();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-list font-semibold text-ink-2">{strings.forward.to}</legend>
      <SearchInput data-autofocus label={strings.forward.find} value={search} onSearch={setSearch} />
      <div ref={scroller.ref} className="-mx-2 max-h-56 overflow-y-auto">
        <ScrollerContext value={scroller}>
          <VirtualRows
            keys={keys}
            row={(index) => {
              const target = found[index];
              return (
                target && (
                  <li key={target.id} data-row={target.id}>
                    <label className="flex cursor-pointer items-center gap-2.5 rounded-control px-2 py-1.5 hover:bg-line-2 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent tap:min-h-11">
                      <input
                        type="radio"
                        name={id}
                        checked={chosen?.id === target.id}
                        onChange={() => onChoose(target)}
                        className="size-4 shrink-0 accent-accent outline-none"
                      />
                      <Face of={target} />
                    </label>
                  </li>
                )
              );
            }}
          />
        </ScrollerContext>
      </div>
      {found.length === 0 && <p className="text-list text-ink-2">{strings.forward.foundNone}</p>}
    </fieldset>
  );
}

function Face({ of }: { of: Target }) {
  if (of.kind === 'participant')
    return (
      <>
        <Avatar of={of.of} size={24} />
        <bdi className="truncate text-list font-medium">{of.name}</bdi>
        <KindTag of={of.of} />
      </>
    );
  const Icon = roomIcon(factsOf(of.view.room));
  return (
    <>
      <span className="flex size-6 shrink-0 items-center justify-center text-ink-2">
        <Icon size={15} aria-hidden />
      </span>
      <bdi className="truncate text-list font-medium">{of.name}</bdi>
    </>
  );
}
