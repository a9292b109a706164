// F6 goes round the parts of the window: the sidebar, the room's head, its messages, what one writes, the panel.

const PART = '[data-part], [role="log"]';
/** Where one wants to be in a part, before its first control. */
const BEST = '[aria-current="page"], article[tabindex="0"], textarea, [role="tab"][aria-selected="true"]';
const ANY = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex="0"]';

/** Focuses the next part, or the one before; false when there is nowhere to go. */
export function goToNextPart(page: Document, isBackwards: boolean): boolean {
  if (page.querySelector('dialog[open]')) return false;
  const parts = [...page.querySelectorAll<HTMLElement>(PART)].filter((part) => stopIn(part) !== null);
  const at = parts.findIndex((part) => part.contains(page.activeElement));
  // From nowhere: to the first of them, or the last.
  const next = isBackwards ? (at <= 0 ? parts.length - 1 : at - 1) : (at + 1) % parts.length;
  const stop = parts[next] && stopIn(parts[next]);
  stop?.focus();
  return Boolean(stop);
}

function stopIn(part: HTMLElement): HTMLElement | null {
  const best = part.querySelector<HTMLElement>(BEST) ?? part.querySelector<HTMLElement>(ANY);
  return best ?? (part.tabIndex >= 0 ? part : null);
}
