// Answers that a message offers, and the reply that is one of them.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { fromJson } from '../../store/json.ts';

interface Asked {
  content: string;
  reply_to?: string | null | undefined;
  choices?: string[] | null | undefined;
  choice?: string | null | undefined;
}

/** The text of the message: that of its choice, if it is one. Throws when the room or the message takes no choices. */
export function textWithChoices({ encrypted }: Room, { content, reply_to, choices, choice }: Asked): string {
  const isChoice = choice !== undefined && choice !== null;
  if (encrypted && (choices || isChoice))
    throw new AppError('plaintext_in_encrypted_room', 'A sealed room takes no choices: the server could read them.');
  if (!isChoice) return content;
  if (reply_to === undefined || reply_to === null)
    throw new AppError('invalid_payload', 'choice: say in reply_to which message it answers.');
  if (content.trim() !== '' && content !== choice) throw new AppError('invalid_payload', 'content: the same as the choice, or empty.');
  return choice;
}

/**
 * Another participant wrote the words of a choice, so they call only that participant: a click must not send an order to others.
 * Throws when the answered message does not offer the choice. A deleted one offers nothing.
 */
export function* asChoice<M extends { reply_to: string | null; mentions: string[] }>(tx: Tx, message: M, choice: string): Steps<M> {
  const { reply_to, mentions } = message;
  const answered = reply_to === null ? null : yield* tx.reads.messageRow(reply_to);
  if (!answered?.choices || !fromJson<string[]>(answered.choices).includes(choice))
    throw new AppError('invalid_payload', 'choice: the answered message does not offer that.');
  return { ...message, mentions: mentions.filter((id) => id === answered.author_id) };
}
