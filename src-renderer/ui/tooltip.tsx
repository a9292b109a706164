import {
  cloneElement,
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type HTMLAttributes,
  type PointerEvent,
  type ReactElement,
} from 'react';
import { floatBeside } from './float-beside.ts';
import { isComposing } from './composing.ts';
import { hasKeyboard } from './use-media-query.ts';

const SHOW_AFTER_MS = 500;

interface TooltipProps {
  text: string;
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/** A name on hover or keyboard focus. The child has its own accessible name: the tooltip only repeats it for the eye. */
export function Tooltip({ text, children }: TooltipProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = (): void => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const own = children.props;
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: (event: PointerEvent<HTMLElement>) => {
          own.onPointerEnter?.(event);
          if (event.pointerType !== 'mouse') return;
          const target = event.currentTarget;
          timer.current = setTimeout(() => setAnchor(target), SHOW_AFTER_MS);
        },
        onPointerLeave: (event: PointerEvent<HTMLElement>) => {
          own.onPointerLeave?.(event);
          hide();
        },
        onPointerDown: (event: PointerEvent<HTMLElement>) => {
          own.onPointerDown?.(event);
          hide();
        },
        onFocus: (event: FocusEvent<HTMLElement>) => {
          own.onFocus?.(event);
          if (hasKeyboard() && event.currentTarget.matches(':focus-visible')) setAnchor(event.currentTarget);
        },
        onBlur: (event: FocusEvent<HTMLElement>) => {
          own.onBlur?.(event);
          hide();
        },
      })}
      {anchor && <Bubble anchor={anchor} text={text} onHide={hide} />}
    </>
  );
}

function Bubble({ anchor, text, onHide }: { anchor: HTMLElement; text: string; onHide: () => void }) {
  const bubble = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = bubble.current;
    if (!element || !anchor.isConnected) return;
    floatBeside(element, anchor, { side: 'above', align: 'center' });
  }, [anchor, text]);
  useEffect(() => {
    const hideOnEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !isComposing(event)) onHide();
    };
    document.addEventListener('keydown', hideOnEscape);
    return () => document.removeEventListener('keydown', hideOnEscape);
  }, [onHide]);
  return (
    <span
      ref={bubble}
      popover="manual"
      aria-hidden
      className="pointer-events-none animate-fade rounded-control bg-ink px-2 py-1 text-meta font-medium whitespace-pre text-bg shadow-float"
    >
      {text}
    </span>
  );
}
