import { isRightToLeft } from './direction.ts';
import { mirrored, placeBeside, type Placement } from './place-beside.ts';
import { windowSize } from './window-size.ts';

/** Shows a popover beside what it belongs to; its start is at the right where one reads from there. */
export function floatBeside(element: HTMLElement, anchor: Element, placement: Placement): void {
  element.showPopover();
  const towards = isRightToLeft() ? mirrored(placement) : placement;
  const { left, top } = placeBeside(anchor.getBoundingClientRect(), element.getBoundingClientRect(), windowSize(), towards);
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}
