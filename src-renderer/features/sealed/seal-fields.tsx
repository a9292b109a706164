import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { SECRET_CHARS_MAX } from './key-form.tsx';
import { keyProblem, type NewSeal } from '../../sync/sealed/new-seal.ts';

interface SealFieldsProps {
  seal: NewSeal;
  onChange: (seal: NewSeal) => void;
  /** Says what is missing. */
  wasTried: boolean;
}

/** Whether a new room is sealed, and with which key: a new one, shown this once, or one that its people have already. */
export function SealFields({ seal, onChange, wasTried }: SealFieldsProps) {
  return (
    <div className="flex flex-col gap-3">
      <div className="-mx-2">
        <Checkbox isChecked={seal.isOn} onChange={(isOn) => onChange({ ...seal, isOn })}>
          <span className="min-w-0">
            <span className="block text-list font-semibold text-ink">{strings.sealing.sealed}</span>
            <span className="block text-meta text-ink-2">{strings.sealing.sealedText}</span>
          </span>
        </Checkbox>
      </div>
      {seal.isOn && <KeyFields seal={seal} onChange={onChange} wasTried={wasTried} />}
    </div>
  );
}

function KeyFields({ seal, onChange, wasTried }: SealFieldsProps) {
  const [isOwn, setIsOwn] = useState(false);
  const problem = wasTried ? keyProblem(seal) : null;
  const change = (): void => {
    setIsOwn(!isOwn);
    onChange({ ...seal, own: isOwn ? null : '', isNoted: false });
  };
  return (
    <div className="flex flex-col gap-2 rounded-card border border-line bg-panel p-3">
      {seal.own === null ? (
        <>
          <p className="text-list font-semibold text-ink-2">{strings.sealing.itsKey}</p>
          <code className="rounded-control border border-line bg-raise px-2.5 py-2 font-mono text-code break-all text-ink select-all">
            {seal.fresh}
          </code>
          <p className="text-meta text-ink-2">{strings.sealing.keepSafe}</p>
          <div className="flex flex-wrap gap-2">
            <CopyButton text={seal.fresh} label={strings.sealing.copyKey} />
            <Button onClick={change}>{strings.sealing.useMine}</Button>
          </div>
          <div className="-mx-2">
            <Checkbox isChecked={seal.isNoted} onChange={(isNoted) => onChange({ ...seal, isNoted })}>
              <span className="text-list">{strings.sealing.haveKept}</span>
            </Checkbox>
          </div>
          <FieldError text={problem} />
        </>
      ) : (
        <>
          <Field label={strings.sealing.itsKey} error={problem}>
            {(control) => (
              <TextInput
                {...control}
                autoComplete="off"
                spellCheck={false}
                maxLength={SECRET_CHARS_MAX}
                value={seal.own ?? ''}
                onChange={(event) => onChange({ ...seal, own: event.target.value })}
              />
            )}
          </Field>
          <Button onClick={change} className="self-start">
            {strings.sealing.makeNew}
          </Button>
        </>
      )}
    </div>
  );
}
