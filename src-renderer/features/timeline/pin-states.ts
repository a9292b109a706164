import { Circle, CircleCheck, Pin, type LucideIcon } from 'lucide-react';
import type { PinState } from '../../../src-shared/pins.ts';

/** How each state of a pin looks. Its words say the same. */
export const PIN_LOOKS: Record<PinState, { icon: LucideIcon; look: string }> = {
  todo: { icon: Circle, look: 'text-amber-ink' },
  none: { icon: Pin, look: 'text-ink-2' },
  done: { icon: CircleCheck, look: 'text-accent' },
};
