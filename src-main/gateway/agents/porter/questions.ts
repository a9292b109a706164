// The questions that Porter has asked, until they are answered. A question is for one person, in one room. It ends with the next
// message of that person to Porter, whatever it says, and after a few minutes: no later "yes" can mean something else.
import type { Message } from '../../../../src-shared/objects.ts';
import { QUESTION_MS } from '../../../../src-shared/offers.ts';
import type { Errand } from './errand.ts';
import type { Option } from './desk.ts';

/** `sameAs`: the errand as it was confirmed. It is done only if it is still the same. */
export type Wants = { kind: 'confirm'; errand: Errand; sameAs: string } | { kind: 'choose'; options: readonly Option[] };

interface Question {
  /** The message of Porter. */
  id: string;
  room_id: string;
  /** The message that led to it. */
  asked_by_message: string;
  until: number;
  wants: Wants;
}

export class Questions {
  readonly #now: () => number;
  /** By the person. */
  readonly #open = new Map<string, Question>();

  constructor(now: () => number) {
    this.#now = now;
  }

  put(personId: string, question: Omit<Question, 'until'>): void {
    this.#open.set(personId, { ...question, until: this.#now() + QUESTION_MS });
  }

  /** The question that the message answers. It is not open any more, in any case. */
  take({ author_id, room_id, reply_to }: Pick<Message, 'author_id' | 'room_id' | 'reply_to'>): Wants | null {
    const question = this.#open.get(author_id);
    this.#open.delete(author_id);
    if (!question || question.room_id !== room_id || this.#now() >= question.until) return null;
    return reply_to === null || reply_to === question.id ? question.wants : null;
  }

  /** A message was edited or deleted: a question that it led to is void, and so is a deleted one. */
  changed({ id, edited_at, deleted_at }: Pick<Message, 'id' | 'edited_at' | 'deleted_at'>): void {
    if (edited_at === null && deleted_at === null) return;
    for (const [person, question] of this.#open) if (question.id === id || question.asked_by_message === id) this.#open.delete(person);
  }
}
