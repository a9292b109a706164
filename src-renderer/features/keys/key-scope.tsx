import { useId, type ReactNode } from 'react';
import type { Right } from '../../../src-shared/keys.ts';
import { useRooms } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, HintedCheckbox } from '../../ui/checkbox.tsx';
import { strings } from '../../strings/all-strings.ts';
import { RIGHTS } from './key-words.ts';

export interface KeyScope {
  rights: readonly Right[];
  /** Null: every room. */
  roomIds: readonly string[] | null;
}

interface KeyScopeFieldsProps {
  scope: KeyScope;
  onChange: (scope: KeyScope) => void;
}

/** The permissions and the rooms of a key. */
export function KeyScopeFields({ scope, onChange }: KeyScopeFieldsProps) {
  const { rights, roomIds } = scope;
  const rooms = useRooms().filter(({ room }) => !room.direct && room.archived_at === null);
  const toggle = (right: Right, isOn: boolean): void => onChange({ ...scope, rights: toggled(rights, right, isOn) });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Group label={strings.keys.itMay}>
        {RIGHTS.map((right) => (
          <HintedCheckbox
            key={right}
            isChecked={rights.includes(right)}
            onChange={(isOn) => toggle(right, isOn)}
            label={strings.keys.rights[right]}
            hint={strings.keys.rightTexts[right]}
          />
        ))}
      </Group>
      <Group label={strings.keys.inRooms}>
        <Checkbox isChecked={roomIds === null} onChange={(isEvery) => onChange({ ...scope, roomIds: isEvery ? null : [] })}>
          <span className="text-list font-medium">{strings.keys.everyRoom}</span>
        </Checkbox>
        {roomIds !== null &&
          rooms.map(({ room }) => (
            <Checkbox
              key={room.id}
              isChecked={roomIds.includes(room.id)}
              onChange={(isOn) => onChange({ ...scope, roomIds: toggled(roomIds, room.id, isOn) })}
            >
              <span className="truncate text-list">{room.name}</span>
            </Checkbox>
          ))}
      </Group>
    </div>
  );
}

interface KeyScopeChoiceProps extends KeyScopeFieldsProps {
  isOpen: boolean;
  onOpen: () => void;
}

/** A button that opens the fields: most keys have the usual rights. */
export function KeyScopeChoice({ isOpen, onOpen, ...fields }: KeyScopeChoiceProps) {
  if (!isOpen)
    return (
      <Button look="quiet" size="small" className="-ms-2 self-start" onClick={onOpen}>
        {strings.keys.choose}
      </Button>
    );
  return (
    <div className="rounded-card border border-line p-4">
      <KeyScopeFields {...fields} />
    </div>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="min-w-0">
      <p id={id} className="mb-1 text-list font-semibold text-ink-2">
        {label}
      </p>
      <div className="-mx-2 max-h-64 overflow-y-auto">{children}</div>
    </div>
  );
}

function toggled<T>(values: readonly T[], value: T, isOn: boolean): T[] {
  return isOn ? [...values, value] : values.filter((each) => each !== value);
}

/** A sentence about the missing input. Null when nothing is missing. */
export function scopeProblem({ rights, roomIds }: KeyScope): string | null {
  if (rights.length === 0) return strings.keys.noRights;
  return roomIds?.length === 0 ? strings.keys.noRooms : null;
}
