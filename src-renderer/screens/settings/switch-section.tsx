import type { ReactNode } from 'react';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FieldError } from '../../ui/field.tsx';

interface SwitchSectionProps {
  /** The name of the section. */
  name: string;
  label: string;
  text: string;
  isOn: boolean;
  isDisabled?: boolean;
  error: string | null;
  onChange: (isOn: boolean) => void;
  children?: ReactNode;
}

/** A part of a page with one switch and its meaning. */
export function SwitchSection({ name, label, text, isOn, isDisabled = false, error, onChange, children }: SwitchSectionProps) {
  return (
    <section aria-label={name} className="mt-8 border-t border-line-2 pt-5">
      <div className="-mx-2">
        <Checkbox isChecked={isOn} isDisabled={isDisabled} onChange={onChange}>
          {label}
        </Checkbox>
      </div>
      <p className="mt-1 max-w-105 ps-7.5 text-list text-ink-2">{text}</p>
      {children}
      <FieldError text={error} />
    </section>
  );
}
