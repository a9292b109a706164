import { ArrowUp, Check, ChevronDown } from 'lucide-react';
import clsx from 'clsx';
import { memo } from 'react';
import { useSendLater } from '../scheduled/use-send-later.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { strings } from '../../strings/strings.ts';
import type { Submit } from './use-submit.ts';

interface SendButtonsProps extends Omit<SendButtonProps, 'bind'> {
  submit: Submit;
  roomId: string;
  /** The written text can be sent later. */
  hasLater: boolean;
}

/** The button that sends, and the arrow beside it. */
export function SendButtons({ submit, roomId, hasLater, ...props }: SendButtonsProps) {
  const { bind, button, menu } = useSendLater({ submit, roomId });
  return (
    <>
      {hasLater && (
        <IconButton {...button} icon={ChevronDown} label={strings.scheduled.later} size="small" className="-me-1 max-sm:hidden" />
      )}
      <SendButton {...props} bind={hasLater ? bind : NO_MENU} />
      {menu}
    </>
  );
}

const NO_MENU = {};

interface SendButtonProps {
  /** For the menu of a long press, and of the second mouse button. */
  bind: ReturnType<typeof useSendLater>['bind'];
  isEditing: boolean;
  isDisabled: boolean;
  onSend: () => void;
  className?: string | undefined;
}

const SendButton = memo(function SendButton({ isEditing, isDisabled, onSend, bind, className }: SendButtonProps) {
  const Icon = isEditing ? Check : ArrowUp;
  const label = isEditing ? strings.ui.save : strings.composer.send;
  return (
    <Tooltip text={`${label}  ⏎`}>
      <button
        {...bind}
        type="button"
        aria-label={label}
        aria-disabled={isDisabled}
        // The field keeps the focus, and a phone its keyboard.
        onPointerDown={(event) => {
          event.preventDefault();
          bind.onPointerDown?.(event);
        }}
        onClick={onSend}
        className={clsx(
          'flex size-8 shrink-0 items-center justify-center rounded-[9px] transition-colors duration-120 tap:size-11 max-sm:rounded-card',
          isDisabled ? 'bg-line-2 text-ink-3' : 'bg-accent text-on-accent hover:bg-accent-strong',
          className,
        )}
      >
        <Icon size={17} aria-hidden />
      </button>
    </Tooltip>
  );
});
