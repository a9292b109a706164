import { isRightToLeft } from './direction.ts';
import { mirrored, placeBeside, type Box, type Placement } from './place-beside.ts';
import { windowSize } from './window-size.ts';

/** Shows a popover beside an element or a place; its start is at the right where one reads from there. */
export function floatBeside(element: HTMLElement, anchor: Element | Box, placement: Placement): void {
  element.showPopover();
  const towards = isRightToLeft() ? mirrored(placement) : placement;
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : anchor;
  const { left, top } = placeBeside(box, element.getBoundingClientRect(), windowSize(), towards);
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}
