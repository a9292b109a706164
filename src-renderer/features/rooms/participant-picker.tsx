import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import type { Participant } from '../../../src-shared/objects.ts';
import { useParticipants } from '../../sync/store.ts';
import { Avatar } from '../people/avatar.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextInput } from '../../ui/field.tsx';
import { KindTag } from '../../ui/kind-tag.tsx';
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
  const isLong = candidates({ participants, excluded, search: '' }).length >= SEARCH_FROM;
  const found = candidates({ participants, excluded, search });
  const toggle = (of: string, isPicked: boolean): void => onPick(isPicked ? [...picked, of] : picked.filter((each) => each !== of));
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-1.5">
      <span id={id} className="text-list font-semibold text-ink-2">
        {label}
      </span>
      {isLong && (
        <div className="relative">
          <Search size={15} aria-hidden className="absolute top-1/2 start-3 -translate-y-1/2 text-ink-3" />
          <TextInput
            type="search"
            aria-label={strings.rooms.find}
            placeholder={strings.rooms.find}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            className="ps-9"
          />
        </div>
      )}
      <ul className="-mx-2 max-h-56 overflow-y-auto">
        {found.map((each) => (
          <li key={each.id}>
            <Checkbox isChecked={picked.includes(each.id)} onChange={(isPicked) => toggle(each.id, isPicked)}>
              <Candidate of={each} />
            </Checkbox>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="text-list text-ink-3">{strings.rooms.foundNobody}</p>}
    </div>
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
