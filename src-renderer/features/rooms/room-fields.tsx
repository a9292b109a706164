import { DESCRIPTION_CHARS_MAX, NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { Field, TextArea, TextInput } from '../../ui/field.tsx';
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
      <Field label={strings.rooms.name} error={nameError}>
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            maxLength={NAME_CHARS_MAX}
            placeholder={strings.rooms.nameExample}
            value={name}
            onChange={(event) => onName(event.target.value)}
          />
        )}
      </Field>
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
