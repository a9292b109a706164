import { INSTRUCTIONS_CHARS_MAX } from '../../../src-shared/limits.ts';
import { Field, TextArea } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';

export function InstructionsField({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <Field label={strings.hosted.instructions} hint={strings.hosted.instructionsHint}>
      {(control) => (
        <TextArea {...control} rows={4} maxLength={INSTRUCTIONS_CHARS_MAX} value={text} onChange={(event) => onText(event.target.value)} />
      )}
    </Field>
  );
}
