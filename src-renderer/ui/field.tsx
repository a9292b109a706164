import clsx from 'clsx';
import { ChevronDown, CircleAlert } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';

export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
}

interface FieldProps {
  label: string;
  hint?: string;
  /** The error and its remedy. Announced when it appears. */
  error?: string | null;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

/** A label, the control it is handed to, and what helps or went wrong, tied together for a screen reader. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-list font-semibold text-ink-2">
        {label}
      </label>
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-meta text-ink-3">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} text={error ?? null} />
    </div>
  );
}

/** Also for errors that belong to a whole form. The region is always there, so that its words are announced when they come. */
export function FieldError({ text, id }: { text: string | null; id?: string }) {
  return (
    <p id={id} role="alert" className={clsx('flex items-start gap-1.5 text-meta text-coral-ink', !text && 'hidden')}>
      {text && <CircleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />}
      {text}
    </p>
  );
}

const CONTROL = clsx(
  'w-full border border-edge bg-raise text-ink transition-colors duration-120',
  'hover:border-ink-3 focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0',
  'aria-invalid:border-coral-ink disabled:cursor-not-allowed disabled:opacity-60',
);

interface TextInputProps extends ComponentProps<'input'> {
  look?: 'medium' | 'large';
}

export function TextInput({ look = 'medium', className, type = 'text', ...rest }: TextInputProps) {
  const size =
    look === 'large'
      ? 'h-11 rounded-card px-3 text-body tap:h-12 tap:text-title'
      : 'h-9 rounded-control px-3 text-list tap:h-11 tap:text-title';
  return <input {...rest} type={type} className={clsx(CONTROL, size, className)} />;
}

export function TextArea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={clsx(CONTROL, 'resize-none rounded-control px-3 py-2 text-list tap:text-title', className)}
    />
  );
}

export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative flex min-w-0', className)}>
      <select
        {...rest}
        className={clsx(CONTROL, 'h-9 appearance-none truncate rounded-control pe-8 ps-3 text-list tap:h-11 tap:text-title')}
      >
        {children}
      </select>
      <ChevronDown size={15} aria-hidden className="pointer-events-none absolute top-1/2 end-2.5 -translate-y-1/2 text-ink-2" />
    </span>
  );
}
