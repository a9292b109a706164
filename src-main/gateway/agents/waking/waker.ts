// Wakes connected agents that are not running when a person calls them. An agent is woken once at a time. After a failure it rests.
import { WAKING_GRACE_MS, WAKING_MS, WAKING_PAUSES_MS, type Waking } from '../../../../src-shared/agent-starts.ts';
import type { Agent, Message, Participant } from '../../../../src-shared/objects.ts';
import type { Thread } from '../../../../src-shared/threads.ts';
import { isProgram } from '../../domain/actor.ts';
import { mayStillWake } from '../../domain/agent-starts/commands.ts';
import type { After } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import type { Change } from '../../store/interfaces/change.ts';
import { sayAs } from '../hosted/say.ts';
import { isAnswerTo, mayWake, wakes } from '../hosted/waking.ts';
import type { StartFailure, Starter } from './starter.ts';

/** In a room that was informed already, nothing is said again for this time. */
const SAY_WHY_EVERY_MS = 10 * 60 * 1000;

export interface WakerPorts {
  after: After;
  log(message: string, error: unknown): void;
}

/** An agent that is being woken. */
interface Wakening {
  began_at: number;
  is_trial: boolean;
  /** Its program was started by an earlier call, and works without a connection. */
  isRunning: boolean;
  /** By room: the newest message that called it. */
  calls: Map<string, Message>;
  stop: AbortController;
  cancelTimers: () => void;
}

/** How it went the last time. */
interface Past {
  waking: Waking;
  /** Failures in succession. */
  failures: number;
  /** By room: when it was said. */
  saidAt: Map<string, number>;
}

export class Waker {
  readonly #core: Core;
  readonly #starter: Starter;
  readonly #ports: WakerPorts;
  readonly #wakening = new Map<string, Wakening>();
  readonly #past = new Map<string, Past>();
  /** Work that the end of the server waits for. */
  readonly #underWay = new Set<Promise<void>>();

  constructor(core: Core, starter: Starter, ports: WakerPorts) {
    this.#core = core;
    this.#starter = starter;
    this.#ports = ports;
  }

  start(): () => Promise<void> {
    const stopListening = this.#core.onChange((change) => this.#follow(change));
    return async () => {
      stopListening();
      for (const agentId of this.#wakening.keys()) this.#drop(agentId);
      await Promise.all(this.#underWay);
      await this.#starter.close();
    };
  }

  wakingOf(agentId: string): Waking | null {
    const now = this.#wakening.get(agentId);
    if (!now) return this.#past.get(agentId)?.waking ?? null;
    const { began_at, is_trial } = now;
    return { began_at, is_trial, outcome: 'waking', ended_at: null, reason: null, last_line: null, next_at: null };
  }

  /** Its setting was changed, or it is gone. */
  async changed(agentId: string): Promise<void> {
    this.#drop(agentId);
    this.#past.delete(agentId);
    this.#core.missedCalls.forget(agentId);
    await this.#starter.end(agentId);
  }

  /** Without a call, and without a rest after a failure. */
  wakeNow(agentId: string): void {
    this.#begin(agentId, null);
  }

  #follow({ event }: Change): void {
    switch (event.type) {
      case 'message.posted': {
        const { message, thread } = event;
        // It may take part without a connection.
        if (this.#wakening.has(message.author_id)) return this.#came(message.author_id);
        if (this.#isByPerson(message)) this.#hear(message, thread);
        return;
      }
      case 'message.changed':
        return this.#core.missedCalls.change(event.message);
      case 'presence.changed':
        if (event.presence.online) this.#came(event.presence.participant_id);
        return;
      case 'participant.changed':
        if (event.participant.kind === 'agent' && event.participant.removed_at !== null) this.#forget(event.participant.id);
        return;
      case 'participants.forgotten':
        for (const id of event.participant_ids) this.#forget(id);
        return;
      default:
    }
  }

  #forget(agentId: string): void {
    if (this.#wakening.has(agentId) || this.#past.has(agentId)) this.#track(this.changed(agentId));
  }

  /** To ask while the message is published. */
  #isByPerson({ id, author_id }: Message): boolean {
    const poster = this.#core.posting.posterOf(id);
    return this.#core.directory.participant(author_id)?.kind === 'person' && !(poster && isProgram(poster));
  }

  #hear(message: Message, thread: Thread | undefined): void {
    for (const agentId of this.#core.directory.agentStarts.ids())
      if (this.#isHeardBy(agentId, message)) this.#track(this.#consider(agentId, message, thread));
  }

  async #consider(agentId: string, message: Message, thread: Thread | undefined): Promise<void> {
    const answered = isAnswerTo(agentId, message, thread) ? await this.#authorOf(message.room_id, message.reply_to) : null;
    // It may have connected meanwhile.
    const facts = this.#isHeardBy(agentId, message);
    if (facts && wakes({ ...facts, isByPerson: true, answered }, 'called')) this.#begin(agentId, message);
  }

  /** Null: the agent is here, or this message cannot call it. */
  #isHeardBy(agentId: string, message: Message) {
    const { directory, presence } = this.#core;
    const [agent, entry] = [directory.participant(agentId), directory.room(message.room_id)];
    if (!isConnectedAgent(agent) || !entry || entry.room.archived_at !== null || presence.isOnline(agentId)) return null;
    // The owner may allow calls of agents that are not in the room.
    if (!entry.members.has(agentId) && !message.mentions.includes(agentId)) return null;
    const facts = { agent, room: entry.room, message };
    return mayWake(facts, 'called') ? facts : null;
  }

  async #authorOf(roomId: string, messageId: string | null): Promise<string | null> {
    if (messageId === null) return null;
    return (await this.#core.archiveInOrder.message(roomId, messageId)).value?.author_id ?? null;
  }

  /** Null: it is tried. */
  #begin(agentId: string, call: Message | null): void {
    const current = this.#wakening.get(agentId);
    if (current) {
      if (call) this.#call(agentId, current, call);
      return;
    }
    const past = this.#past.get(agentId);
    if (call && past?.waking.next_at && this.#core.now() < past.waking.next_at) return this.#sayWhy(agentId, past, [call]);
    const wakening: Wakening = {
      began_at: this.#core.now(),
      is_trial: call === null,
      isRunning: false,
      calls: new Map(),
      stop: new AbortController(),
      cancelTimers: () => undefined,
    };
    this.#wakening.set(agentId, wakening);
    if (call) this.#call(agentId, wakening, call);
    const start = (): void => this.#track(this.#startNow(agentId, wakening));
    const timers = [this.#ports.after(WAKING_MS, () => this.#failed(agentId, wakening, wakening.isRunning ? RUNS_AWAY : NOT_IN_TIME))];
    const end = call && this.#starter.endOf(agentId);
    if (end) this.#startAfter(end, wakening, start);
    else timers.push(this.#ports.after(call ? this.#graceFor(agentId) : 0, start));
    wakening.cancelTimers = () => timers.forEach((cancel) => cancel());
    this.#core.presence.wake(agentId, true);
  }

  /** Its program may be at work without a connection, as one that waits for messages in turns. To end it would lose the work. */
  #startAfter(end: Promise<unknown>, wakening: Wakening, start: () => void): void {
    wakening.isRunning = true;
    void end.then(() => {
      wakening.isRunning = false;
      start();
    });
  }

  #call(agentId: string, { calls }: Wakening, message: Message): void {
    calls.set(message.room_id, message);
    this.#core.missedCalls.add(agentId, message);
  }

  /** It may return without help: a program that reads its messages in turns does, and so does a network. */
  #graceFor(agentId: string): number {
    const leftAt = this.#core.presence.of(agentId).last_active_at;
    return leftAt === null ? 0 : Math.max(0, leftAt + WAKING_GRACE_MS - this.#core.now());
  }

  async #startNow(agentId: string, wakening: Wakening): Promise<void> {
    const known = this.#core.directory.agentStarts.find(agentId);
    if (this.#wakening.get(agentId) !== wakening || !known) return;
    if (!mayStillWake(this.#core, known)) return this.#failed(agentId, wakening, NO_RIGHT);
    try {
      const { signal } = wakening.stop;
      await this.#starter.start({ agentId, known, signal }, (failure) => this.#failed(agentId, wakening, failure));
    } catch (error) {
      this.#ports.log('An agent could not be woken', error);
      this.#failed(agentId, wakening, UNKNOWN);
    }
  }

  #came(agentId: string): void {
    const wakening = this.#wakening.get(agentId);
    if (!wakening) return;
    this.#drop(agentId);
    const waking = { ...pastOf(wakening, this.#core.now()), outcome: 'came' as const };
    this.#past.set(agentId, { waking, failures: 0, saidAt: new Map() });
  }

  #failed(agentId: string, wakening: Wakening, { reason, lastLine }: StartFailure): void {
    if (this.#wakening.get(agentId) !== wakening) return;
    this.#drop(agentId);
    const before = this.#past.get(agentId);
    const failures = (before?.failures ?? 0) + 1;
    const now = this.#core.now();
    const rest = WAKING_PAUSES_MS[Math.min(failures, WAKING_PAUSES_MS.length) - 1] ?? 0;
    const waking = { ...pastOf(wakening, now), outcome: 'failed' as const, reason, last_line: lastLine, next_at: now + rest };
    const past = { waking, failures, saidAt: before?.saidAt ?? new Map<string, number>() };
    this.#past.set(agentId, past);
    this.#core.missedCalls.forget(agentId);
    if (!wakening.isRunning) this.#track(this.#starter.end(agentId));
    this.#sayWhy(agentId, past, wakening.calls.values());
  }

  #drop(agentId: string): void {
    const wakening = this.#wakening.get(agentId);
    if (!wakening) return;
    this.#wakening.delete(agentId);
    wakening.cancelTimers();
    wakening.stop.abort();
    this.#core.presence.wake(agentId, false);
  }

  #sayWhy(agentId: string, { waking, saidAt }: Past, calls: Iterable<Message>): void {
    const now = this.#core.now();
    for (const call of calls) {
      const entry = this.#core.directory.room(call.room_id);
      if (!entry?.members.has(agentId) || entry.room.archived_at !== null) continue;
      if (now - (saidAt.get(call.room_id) ?? -Infinity) < SAY_WHY_EVERY_MS) continue;
      saidAt.set(call.room_id, now);
      this.#track(sayAs(this.#core, agentId, call, `I could not be woken. ${waking.reason ?? ''} ${WHERE_TO_LOOK}`, call.id));
    }
  }

  #track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => this.#ports.log('The waking of an agent failed', error))
      .finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }
}

const WHERE_TO_LOOK = 'My page shows more to my owner.';
const NOT_IN_TIME: StartFailure = { reason: `It did not connect within ${WAKING_MS / 60_000} minutes.`, lastLine: null };
const RUNS_AWAY: StartFailure = {
  reason: `Its program is running, and did not connect within ${WAKING_MS / 60_000} minutes.`,
  lastLine: null,
};
const NO_RIGHT: StartFailure = { reason: 'The person who set how it is woken may no longer do that.', lastLine: null };
const UNKNOWN: StartFailure = { reason: 'Something went wrong in the server.', lastLine: null };

function pastOf({ began_at, is_trial }: Wakening, ended_at: number): Omit<Waking, 'outcome'> {
  return { began_at, is_trial, ended_at, reason: null, last_line: null, next_at: null };
}

function isConnectedAgent(participant: Participant | null): participant is Agent {
  return participant?.kind === 'agent' && participant.type === 'connected' && participant.removed_at === null;
}
