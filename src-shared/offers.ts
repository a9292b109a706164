// The offers of a built-in agent under its messages. The app draws each as a button or a card; from other authors it draws none.
import * as z from 'zod/mini';
import { InviteRole } from './objects.ts';

export const Action = z.enum(['create_room', 'connect_agent', 'invite_friend', 'open_invites']);
export type Action = z.infer<typeof Action>;
const id = z.string();
const label = z.string();

/** A question of Porter is open for so long. */
export const QUESTION_MS = 5 * 60 * 1000;

export const Offer = z.discriminatedUnion('action', [
  z.object({ action: Action, label }),
  z.object({ action: z.literal('open_room'), label, room_id: id }),
  /** The link does not exist yet: the app of the reader makes it, with the reader's own rights. A field that is left out is as usual. */
  z.object({
    action: z.literal('invite_person'),
    label,
    name: z.string(),
    role: z.optional(InviteRole),
    room_ids: z.optional(z.array(id)),
    max_uses: z.optional(z.int()),
    lifetime_ms: z.optional(z.int()),
  }),
  /** A new link for an open invite, made by the app of the reader too. */
  z.object({ action: z.literal('renew_invite'), label, name: z.string(), invite_id: id }),
  /** Under the sentence of an agent whose program is not signed in: for its owner. */
  z.object({ action: z.literal('sign_in_program'), label }),
  z.object({ action: z.literal('reinvite_person'), label, participant_id: id }),
  /** The reader answers the question of the message with this text. */
  z.object({ action: z.literal('answer_porter'), label, text: z.string() }),
]);
export type Offer = z.infer<typeof Offer>;
export const ActionsMetadata = z.object({ actions: z.array(Offer) });
