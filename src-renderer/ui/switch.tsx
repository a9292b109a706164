import clsx from 'clsx';
import { useId } from 'react';

interface SwitchProps {
  label: string;
  hint?: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}

/** A row: what it is on the left, the switch on the right. The whole row can be pressed. */
export function Switch({ label, hint, isOn, isDisabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-6 max-sm:min-h-11">
      <label htmlFor={id} className="min-w-0 flex-1">
        <span className="block text-body font-semibold text-ink">{label}</span>
        {hint && (
          <span id={`${id}-hint`} className="block text-list text-ink-2">
            {hint}
          </span>
        )}
      </label>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-label={label}
        aria-describedby={hint ? `${id}-hint` : undefined}
        disabled={isDisabled}
        onClick={() => onChange(!isOn)}
        className={clsx(
          'relative h-5.5 w-9.5 shrink-0 rounded-full transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-55',
          isOn ? 'bg-accent' : 'bg-edge',
        )}
      >
        <span
          className={clsx(
            'absolute top-0.5 left-0.5 size-4.5 rounded-full bg-raise transition-transform duration-150',
            isOn && 'translate-x-4',
          )}
        />
      </button>
    </div>
  );
}
