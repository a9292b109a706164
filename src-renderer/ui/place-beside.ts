// Where something that floats goes, beside what it belongs to and wholly inside the window.

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Placement {
  side: 'above' | 'below';
  align: 'start' | 'center' | 'end';
}

const GAP = 6;
const MARGIN = 8;

/** The same seen from the right. */
export function mirrored({ side, align }: Placement): Placement {
  return { side, align: align === 'start' ? 'end' : align === 'end' ? 'start' : align };
}

/** The left and top of a box of `size` beside `anchor`; on the other side when it does not fit on the one asked for. */
export function placeBeside(anchor: Box, size: Size, window: Size, { side, align }: Placement): { left: number; top: number } {
  const above = anchor.top - GAP - size.height;
  const below = anchor.top + anchor.height + GAP;
  const fitsAbove = above >= MARGIN;
  const fitsBelow = below + size.height <= window.height - MARGIN;
  const goesAbove = side === 'above' ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove;
  return {
    left: within(alignedLeft(anchor, size.width, align), size.width, window.width),
    top: within(goesAbove ? above : below, size.height, window.height),
  };
}

function alignedLeft(anchor: Box, width: number, align: Placement['align']): number {
  if (align === 'start') return anchor.left;
  if (align === 'end') return anchor.left + anchor.width - width;
  return anchor.left + (anchor.width - width) / 2;
}

function within(at: number, length: number, total: number): number {
  return Math.round(Math.max(MARGIN, Math.min(at, total - length - MARGIN)));
}
