import clsx from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

interface CheckboxProps {
  isChecked: boolean;
  isDisabled?: boolean;
  onChange: (isChecked: boolean) => void;
  /** Its name; the whole row can be pressed. */
  children: ReactNode;
}

export function Checkbox({ isChecked, isDisabled = false, onChange, children }: CheckboxProps) {
  return (
    <label
      className={clsx('flex items-center gap-3 rounded-control px-2 py-1.5 tap:min-h-11', isDisabled ? 'opacity-60' : 'hover:bg-line-2')}
    >
      <span className="relative flex size-4.5 shrink-0">
        <input
          type="checkbox"
          checked={isChecked}
          disabled={isDisabled}
          onChange={(event) => onChange(event.target.checked)}
          className="peer size-full appearance-none rounded-[5px] border border-edge bg-raise checked:border-accent checked:bg-accent"
        />
        <Check
          size={13}
          strokeWidth={3}
          aria-hidden
          className="pointer-events-none absolute inset-0 m-auto text-on-accent opacity-0 peer-checked:opacity-100"
        />
      </span>
      <span className="flex min-w-0 flex-1 items-center gap-2.5">{children}</span>
    </label>
  );
}

interface HintedCheckboxProps extends Omit<CheckboxProps, 'children'> {
  label: string;
  hint: string;
}

export function HintedCheckbox({ label, hint, ...rest }: HintedCheckboxProps) {
  return (
    <Checkbox {...rest}>
      <span className="min-w-0 wrap-anywhere">
        <span className="block text-list font-medium">{label}</span>
        <span className="block text-meta text-ink-2">{hint}</span>
      </span>
    </Checkbox>
  );
}
