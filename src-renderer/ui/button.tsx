import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { Spinner } from './spinner.tsx';

export type ButtonLook = 'primary' | 'plain' | 'danger' | 'destroy' | 'quiet';

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-strong',
  plain: 'bg-raise text-ink border-line hover:bg-line-2',
  danger: 'bg-raise text-coral-ink border-line hover:bg-coral-soft',
  destroy: 'bg-coral-solid text-on-coral border-transparent hover:brightness-95',
  quiet: 'bg-transparent text-accent border-transparent hover:bg-accent-soft',
};

const SIZES = {
  small: 'h-7 px-2 text-meta rounded-control tap:h-11',
  medium: 'h-9 px-3.5 text-list rounded-control tap:h-11',
  large: 'h-11 px-4 text-body rounded-card tap:h-12',
};

export interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook;
  size?: keyof typeof SIZES;
  icon?: LucideIcon;
  /** Waiting for an answer: it keeps the focus and its width, and does nothing when pressed again. */
  isBusy?: boolean;
}

export function Button({
  look = 'plain',
  size = 'medium',
  icon: Icon,
  isBusy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (isBusy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={isBusy || undefined}
      onClick={press}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center gap-2 border font-semibold whitespace-nowrap select-none',
        'transition-colors duration-120 disabled:cursor-not-allowed disabled:opacity-55',
        LOOKS[look],
        SIZES[size],
        className,
      )}
    >
      {isBusy ? <Spinner /> : Icon && <Icon size={15} aria-hidden />}
      {children}
    </button>
  );
}
