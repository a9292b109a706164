import type { ModelRuns } from '../../../src-shared/hosted-agents.ts';
import { Field, Select } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';

const VALUES = { list: undefined, yes: true, no: false };

interface ImagesFieldProps {
  runs: ModelRuns;
  onChange: (runs: ModelRuns) => void;
}

/** Whether the model is sent images. Many providers do not list whether a model sees them. */
export function ImagesField({ runs, onChange }: ImagesFieldProps) {
  const { images, imagesHint } = strings.hosted;
  const names = ['list', 'yes', 'no'] as const;
  const chosen = names.find((name) => VALUES[name] === runs.images) ?? 'list';
  const select = (value: string): void => {
    const name = names.find((each) => each === value);
    if (name) onChange({ ...runs, images: VALUES[name] });
  };
  return (
    <Field label={images} hint={imagesHint}>
      {(control) => (
        <Select {...control} value={chosen} onChange={(event) => select(event.target.value)}>
          {names.map((name) => (
            <option key={name} value={name}>
              {strings.hosted.imagesChoice[name]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
