import type { Size } from './place-beside.ts';

/** The visible part of the page, without scroll bars. */
export function windowSize(): Size {
  return { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
}
