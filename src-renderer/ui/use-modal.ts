import { useLayoutEffect, useRef, type RefObject } from 'react';
import { useBack } from './back.ts';

/**
 * Shows a <dialog> modally for as long as it is mounted. The platform makes the rest of the page inert; what had the focus
 * before gets it back. The back button closes it. An element marked data-autofocus gets the focus, else the dialog's heading.
 */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useBack(onClose);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    element.showModal();
    (element.querySelector<HTMLElement>('[data-autofocus]') ?? element.querySelector<HTMLElement>('[data-dialog-heading]'))?.focus();

    const onCancel = (event: Event): void => {
      // A file chooser inside the dialog also sends "cancel", which bubbles.
      if (event.target !== element) return;
      event.preventDefault();
      close.current();
    };
    // The platform closes it when Escape is pressed twice without anything between. Its owner may keep it, and ask a question first.
    const onNativeClose = (event: Event): void => {
      if (event.target !== element || element.open) return;
      element.showModal();
      close.current();
    };
    // The dialog's own box has no padding, so a press on it is a press on its backdrop.
    const onPress = (event: PointerEvent): void => {
      if (event.target === element && event.button === 0) close.current();
    };
    element.addEventListener('cancel', onCancel);
    element.addEventListener('close', onNativeClose);
    element.addEventListener('pointerdown', onPress);
    return () => {
      element.removeEventListener('cancel', onCancel);
      element.removeEventListener('close', onNativeClose);
      element.removeEventListener('pointerdown', onPress);
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [dialog]);
}
