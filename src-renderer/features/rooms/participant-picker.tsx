import { useId, useMemo, useState } from 'react';
import type { Participant } from '../../../src-shared/objects.ts';
import { useParticipants } from '../../sync/store.ts';
import { Avatar } from '../people/avatar.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { KindTag } from '../../ui/kind-tag.tsx';
import { ScrollerContext, useScroller, VirtualRows } from '../../ui/virtual-rows.tsx';
import { strings } from '../../strings/all-strings.ts';
import { candidates } from './pick.ts';

/** With fewer to choose from, a search field is only in the way. */
const SEARCH_FROM = 8;

interface ParticipantPickerProps {
  label: string;
  excluded: readonly string[];
  picked: readonly string[];
  onPick: (ids: string[]) => void;
}

export function ParticipantPicker({ label, excluded, picked, onPick }: ParticipantPickerProps) {
  const participants = useParticipants();
  const [search, setSearch] = useState('');
  const id = useId();
  const all = useMemo(() => candidates({ participants, excluded, search: '' }), [participants, excluded]);
  const found = useMemo(
    () => (search === '' ? all : candidates({ participants, excluded, search })),
    [all, participants, excluded, search],
  );
  const keys = useMemo(() => found.map((each) => each.id), [found]);
  const scroller = useScroller();
  const toggle = (of: string, isPicked: boolean): void => onPick(isPicked ? [...picked, of] : picked.filter((each) => each !== of));
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-1.5">
      <span id={id} className="text-list font-semibold text-ink-2">
        {label}
      </span>
      {all.length >= SEARCH_FROM && <SearchInput label={strings.rooms.find} value={search} onSearch={setSearch} />}
      <div ref={scroller.ref} className="-mx-2 max-h-56 overflow-y-auto">
        <ScrollerContext value={scroller}>
          <VirtualRows
            keys={keys}
            row={(index) =>
              found[index] && (
                <Pickable key={found[index].id} of={found[index]} isPicked={picked.includes(found[index].id)} onToggle={toggle} />
              )
            }
          />
        </ScrollerContext>
      </div>
      {found.length === 0 && <p className="text-list text-ink-3">{strings.rooms.foundNobody}</p>}
    </div>
  );
}

interface PickableProps {
  of: Participant;
  isPicked: boolean;
  onToggle: (id: string, isPicked: boolean) => void;
}

function Pickable({ of, isPicked, onToggle }: PickableProps) {
  return (
    <li data-row={of.id}>
      <Checkbox isChecked={isPicked} onChange={(isNow) => onToggle(of.id, isNow)}>
        <Candidate of={of} />
      </Checkbox>
    </li>
  );
}

function Candidate({ of }: { of: Participant }) {
  return (
    <>
      <Avatar of={of} size={24} />
      <span className="truncate text-list font-medium">{of.name}</span>
      <KindTag of={of} />
    </>
  );
}
