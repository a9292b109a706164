import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  icon: LucideIcon;
  /** The action: its name for a screen reader, and its tooltip. */
  label: string;
  /** Shown in the tooltip after the name, for example "Ctrl K". */
  shortcut?: string;
  size?: 'small' | 'medium';
  look?: 'quiet' | 'plain';
}

/** As large as a finger, whatever the size of the letters: the icons do not grow with them. */
const SIZES = { small: 'size-7 tap:size-[44px]', medium: 'size-8 tap:size-[44px]' };
const LOOKS = {
  quiet: 'border-transparent text-ink-2 hover:bg-line-2 hover:text-ink',
  plain: 'border-line bg-raise text-ink-2 hover:bg-line-2 hover:text-ink',
};

export function IconButton({
  icon: Icon,
  label,
  shortcut,
  size = 'medium',
  look = 'quiet',
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={shortcut ? `${label}  ${shortcut}` : label}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={clsx(
          'inline-flex shrink-0 items-center justify-center rounded-control border transition-colors duration-120',
          'disabled:cursor-not-allowed disabled:opacity-50 aria-expanded:bg-line-2 aria-expanded:text-ink',
          SIZES[size],
          LOOKS[look],
          className,
        )}
      >
        <Icon size={size === 'small' ? 15 : 17} aria-hidden />
      </button>
    </Tooltip>
  );
}
