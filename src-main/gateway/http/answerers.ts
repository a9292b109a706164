// The participants that can answer the question of a friend's program: people who are here, agents that hear it, and agents that it
// calls. Without one, and when the called agents have ended their work, the program need not wait.
import type { HomeEvent } from '../../../src-shared/events/index.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { After } from '../domain/clock.ts';
import type { Core } from '../domain/core.ts';

/** Why the wait ended without an answer. */
export const UNANSWERED = {
  not_heard:
    'The message is posted. No one is here who could answer it, and it calls no agent that could. Call an agent with @ and its name.',
  silent: 'The agent that was called ended its work without an answer.',
  late: 'No answer came in time. A later one is in the room.',
} as const;
export type Unanswered = keyof typeof UNANSWERED;

/** A called agent that the server runs or wakes begins within this time, or not at all. */
export const BEGIN_MS = 4_000;
/** An agent becomes idle after it has posted its answer. */
const SILENT_AFTER_MS = 1_000;
/** A connection that was lost may come back. */
export const AWAY_AFTER_MS = 20_000;

interface Ports {
  core: Core;
  after: After;
  /** None of them will answer. */
  onNone(): void;
}

export class Answerers {
  readonly #ports: Ports;
  /** The agents that began to work because of the question. */
  readonly #working = new Set<string>();
  readonly #stopListening: () => void;
  #question: Message | null = null;
  /** The called agents may still begin. */
  #isBeginning = true;
  #cancelBegin: () => void = () => undefined;
  #cancelSilent: () => void = () => undefined;
  #cancelAway: (() => void) | null = null;
  #why: Unanswered = 'late';

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#stopListening = ports.core.onChange(({ event }) => this.#follow(event));
  }

  get why(): Unanswered {
    return this.#why;
  }

  to(question: Message): void {
    this.#question = question;
    for (const id of this.#working) if (!this.#isAtWork(id, question) || !this.#isCalled(id, question)) this.#working.delete(id);
    if (!this.#isThereOne(question)) return this.#none('not_heard');
    this.#cancelBegin = this.#ports.after(BEGIN_MS, () => {
      this.#isBeginning = false;
      if (!this.#cancelAway && !this.#isThereOne(question)) this.#none('not_heard');
    });
  }

  end(): void {
    this.#stopListening();
    this.#cancelBegin();
    this.#cancelSilent();
    this.#cancelAway?.();
  }

  #none(why: Unanswered): void {
    this.#why = why;
    this.#ports.onNone();
  }

  #follow(event: HomeEvent): void {
    switch (event.type) {
      case 'presence.changed':
        this.#followWork(event.presence.participant_id, null);
        return this.#followAll();
      case 'work.changed':
        this.#followWork(event.work.participant_id, event.work.room_id);
        return this.#followAll();
      case 'room.presence':
      case 'member.joined':
      case 'member.left':
        return this.#followAll();
      default:
    }
  }

  /** `roomId`: null for an activity that is shown without a room. */
  #followWork(id: string, roomId: string | null): void {
    const question = this.#question;
    if (!question) return void this.#working.add(id);
    if (roomId !== null && roomId !== question.room_id) return;
    const isEnd = !this.#isAtWork(id, question);
    if (isEnd ? !this.#working.delete(id) : !this.#isCalled(id, question)) return;
    this.#cancelSilent();
    if (!isEnd) this.#working.add(id);
    else if (this.#working.size === 0) this.#cancelSilent = this.#ports.after(SILENT_AFTER_MS, () => this.#none('silent'));
  }

  #followAll(): void {
    const question = this.#question;
    if (!question) return;
    if (this.#isThereOne(question)) {
      this.#cancelAway?.();
      this.#cancelAway = null;
    } else this.#cancelAway ??= this.#ports.after(AWAY_AFTER_MS, () => this.#none('not_heard'));
  }

  #isThereOne(question: Message): boolean {
    const members = this.#ports.core.directory.room(question.room_id)?.members ?? [];
    return [...members].some((id) => id !== question.author_id && this.#canAnswer(id, question));
  }

  #canAnswer(id: string, question: Message): boolean {
    const { directory, presence } = this.#ports.core;
    const participant = directory.participant(id);
    const isCalled = this.#isCalled(id, question);
    const isHere = presence.isOnline(id);
    if (participant?.kind === 'person') return isHere || (isCalled && directory.pushSubscriptions.has(id));
    if (participant?.kind !== 'agent') return false;
    if (participant.type === 'connected' && isHere) return isCalled || presence.isPresent(question.room_id, id);
    if (!isCalled) return false;
    if (this.#isBeginning) return participant.type !== 'connected' || directory.agentStarts.find(id) !== null;
    return this.#isAtWork(id, question) || presence.isWakingIn(question.room_id, id);
  }

  #isAtWork(id: string, { room_id }: Message): boolean {
    return this.#ports.core.presence.isAtWork(id, room_id);
  }

  #isCalled(id: string, { room_id, mentions }: Message): boolean {
    const { directory } = this.#ports.core;
    const room = directory.room(room_id);
    if (!room?.members.has(id)) return false;
    return mentions.includes(id) || room.room.direct || directory.hostedAgents.wakeIn(id, room_id) !== 'called';
  }
}
