import { useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/**
 * Above the page. While a modal dialog is open, everything outside of it takes no press and no focus, so it is within that dialog. It stays
 * there: its content may open another dialog.
 */
export function TopLayer({ children }: { children: ReactNode }) {
  const [layer] = useState(() => [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body);
  return createPortal(children, layer);
}
