import { Check } from 'lucide-react';
import clsx from 'clsx';
import { useId } from 'react';
import { Hue } from '../../src-shared/profile.ts';
import { avatarGround } from '../ui/avatar-look.ts';
import { words } from '../words/words.ts';

interface ColorChoiceProps {
  selected: Hue;
  onSelect: (hue: Hue) => void;
}

/** One of the grounds that avatars have. Radio buttons underneath: arrow keys and names come with them. */
export function ColorChoice({ selected, onSelect }: ColorChoiceProps) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-list font-semibold text-ink-2">{words.profile.color}</legend>
      <div className="flex flex-wrap gap-2 tap:gap-1">
        {Hue.options.map((hue) => (
          <label key={hue} className="relative flex size-8 items-center justify-center tap:size-11" title={words.profile.hue[hue]}>
            <input
              type="radio"
              name={name}
              value={hue}
              checked={hue === selected}
              onChange={() => onSelect(hue)}
              aria-label={words.profile.hue[hue]}
              className={clsx('size-7 cursor-pointer appearance-none rounded-full focus-visible:outline-offset-2', avatarGround('', hue))}
            />
            {hue === selected && <Check size={15} strokeWidth={3} aria-hidden className="pointer-events-none absolute text-white" />}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
