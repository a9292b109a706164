import { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import type { Box } from './place-beside.ts';

/** Where the browser's own menu is wanted: it pastes, checks spelling, opens links in tabs and saves what plays. */
const BROWSERS = ':is(input,textarea,select,[contenteditable],.message-text a[href],video,audio)';
/** The head of an element, beside which its menu opens for a key. */
const HEAD_PX = 28;

export interface ContextMenuHandle {
  /** Null while it is closed. */
  at: Box | null;
  /** For the element that has the menu. */
  bind: {
    onPointerDownCapture(event: PointerEvent<HTMLElement>): void;
    onContextMenu(event: MouseEvent<HTMLElement>): void;
  };
  /** For a key. */
  openBeside(element: HTMLElement): void;
  close(): void;
  /** For a button that opens the same menu. */
  button: {
    'aria-haspopup': 'menu';
    'aria-expanded': boolean;
    onPointerDown(): void;
    onClick(event: MouseEvent<HTMLElement>): void;
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  };
}

/**
 * When and where the menu of an element opens: by the second mouse button, a long press, the menu key and Shift F10. On fields, links and
 * selected text the browser opens its own menu, and everywhere with Shift and the mouse.
 */
export function useContextMenu(): ContextMenuHandle {
  const [at, setAt] = useState<Box | null>(null);
  const wasSelected = useRef(false);
  const wasOpen = useRef(false);
  const handlers = useMemo(
    () => ({
      bind: {
        // At this time: with its menu, macOS selects the word under the pointer.
        onPointerDownCapture: ({ target }: PointerEvent<HTMLElement>): void => {
          wasSelected.current = isSelected(target);
        },
        onContextMenu: (event: MouseEvent<HTMLElement>): void => {
          const isPointer = isByPointer(event);
          const isForBrowser = isPointer && (event.shiftKey || wasSelected.current || isOfBrowser(event.target));
          if (event.defaultPrevented || isForBrowser || !isWithin(event)) return;
          event.preventDefault();
          setAt(isPointer ? { left: event.clientX, top: event.clientY, width: 0, height: 0 } : headOf(event.currentTarget));
        },
      },
      openBeside: (element: HTMLElement): void => setAt(headOf(element)),
      close: (): void => setAt(null),
    }),
    [],
  );
  const button: ContextMenuHandle['button'] = {
    'aria-haspopup': 'menu',
    'aria-expanded': at !== null,
    // A press on the button closes the menu, as a press elsewhere does.
    onPointerDown: () => {
      wasOpen.current = at !== null;
    },
    onClick: ({ currentTarget }) => {
      if (!wasOpen.current) setAt(headOf(currentTarget));
      wasOpen.current = false;
    },
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      setAt(headOf(event.currentTarget));
    },
  };
  return { at, button, ...handlers };
}

/** Without the menu key and Shift F10. */
function isByPointer({ button, ctrlKey, nativeEvent }: MouseEvent): boolean {
  const isPointer = nativeEvent instanceof globalThis.PointerEvent && nativeEvent.pointerType !== '';
  return button === 2 || ctrlKey || isPointer;
}

/** In React's tree, what opens over the element is within it. */
function isWithin({ currentTarget, target }: MouseEvent<HTMLElement>): boolean {
  return target instanceof Node && currentTarget.contains(target);
}

function isOfBrowser(target: EventTarget): boolean {
  return target instanceof Element && target.closest(BROWSERS) !== null;
}

function isSelected(target: EventTarget): boolean {
  const selection = document.getSelection();
  return selection?.isCollapsed === false && target instanceof Node && selection.containsNode(target, true);
}

function headOf(element: HTMLElement): Box {
  const { left, top, width } = element.getBoundingClientRect();
  return { left, top: Math.max(0, top), width, height: HEAD_PX };
}
