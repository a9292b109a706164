// Pins: messages that the members of a room keep at hand, each with a state.
import * as z from 'zod/mini';
import { described } from './described.ts';

/** `none`: something to know. The other two: something to do. */
export const PinState = z.enum(['none', 'todo', 'done']);
export type PinState = z.infer<typeof PinState>;

export const Pin = z.object({
  state: PinState,
  by_id: described('The participant who pinned the message.', z.string()),
  pinned_at: z.number(),
});
export type Pin = z.infer<typeof Pin>;

/** The order of a list of pins: what is to be done is first, and what is done is last. */
export const PIN_STATES = ['todo', 'none', 'done'] as const satisfies PinState[];
