import { DESCRIPTION_CHARS_MAX } from '../../../src-shared/limits.ts';
import { Field, TextArea } from '../../ui/field.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { strings } from '../../strings/all-strings.ts';

interface RoomFieldsProps {
  name: string;
  description: string;
  nameError: string | null;
  onName: (name: string) => void;
  onDescription: (description: string) => void;
}

export function RoomFields({ name, description, nameError, onName, onDescription }: RoomFieldsProps) {
  return (
    <>
      <NameField label={strings.rooms.name} name={name} error={nameError} example={strings.rooms.nameExample} onName={onName} />
      <Field label={strings.rooms.description} hint={strings.rooms.descriptionHint}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={DESCRIPTION_CHARS_MAX}
            value={description}
            onChange={(event) => onDescription(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}
