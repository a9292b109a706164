import { Check } from 'lucide-react';
import clsx from 'clsx';
import { useId, useRef, useState } from 'react';
import { Hue } from '../../../src-shared/profile.ts';
import { avatarGround } from './avatar-look.ts';
import { FieldError } from '../../ui/field.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

interface ColorChoiceProps {
  selected: Hue;
  onSelect: (hue: Hue) => Promise<unknown>;
}

/** One of the grounds that avatars have. Radio buttons underneath: arrow keys and names come with them. */
export function ColorChoice({ selected, onSelect }: ColorChoiceProps) {
  const name = useId();
  const { shown, choose, error } = useChosen(selected, onSelect);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-list font-semibold text-ink-2">{strings.profile.color}</legend>
      <div className="flex flex-wrap gap-2 tap:gap-1">
        {Hue.options.map((hue) => (
          <label key={hue} className="relative flex size-8 items-center justify-center tap:size-11" title={strings.profile.hue[hue]}>
            <input
              type="radio"
              name={name}
              value={hue}
              checked={hue === shown}
              onChange={() => choose(hue)}
              aria-label={strings.profile.hue[hue]}
              className={clsx('size-7 cursor-pointer appearance-none rounded-full focus-visible:outline-offset-2', avatarGround('', hue))}
            />
            {hue === shown && <Check size={15} strokeWidth={3} aria-hidden className="pointer-events-none absolute text-white" />}
          </label>
        ))}
      </div>
      <FieldError text={error} />
    </fieldset>
  );
}

/** The last choice, until the server has stored or refused it: arrow keys pass several at once. */
function useChosen(
  selected: Hue,
  onSelect: ColorChoiceProps['onSelect'],
): { shown: Hue; choose: (hue: Hue) => void; error: string | null } {
  const [chosen, setChosen] = useState<Hue | null>(null);
  const [error, setError] = useState<string | null>(null);
  const last = useRef(0);
  const choose = (hue: Hue): void => {
    const turn = (last.current += 1);
    const settle = (failure: string | null): void => {
      if (turn !== last.current) return;
      setChosen(null);
      setError(failure);
    };
    setChosen(hue);
    onSelect(hue).then(
      () => settle(null),
      (reason: unknown) => settle(explain(reason)),
    );
  };
  return { shown: chosen ?? selected, choose, error };
}
