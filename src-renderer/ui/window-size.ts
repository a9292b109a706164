import type { Size } from './place-beside.ts';

/** What can be seen of the page, scroll bars left out. */
export function windowSize(): Size {
  return { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
}
