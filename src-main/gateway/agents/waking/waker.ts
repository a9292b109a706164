// Wakes connected agents that are not running when a person calls them. An agent is woken once at a time. After a failure it rests.
import { WAKING_CRASH_MS, WAKING_GRACE_MS, WAKING_MS, type Waking } from '../../../../src-shared/agent-starts.ts';
import type { Agent, Message, Participant } from '../../../../src-shared/objects.ts';
import type { Thread } from '../../../../src-shared/threads.ts';
import { isProgram } from '../../domain/actor.ts';
import { mayStillWake } from '../../domain/agent-starts/commands.ts';
import type { After } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import type { Change } from '../../store/interfaces/change.ts';
import { reasonAgainstStart } from '../hosted/callers.ts';
import { isAnswerTo, mayWake, wakes } from '../hosted/waking.ts';
import { Notices } from './notices.ts';
import { crashOf, NO_RIGHT, NOT_IN_TIME, RUNS_AWAY, UNKNOWN, WHERE_TO_LOOK } from './reasons.ts';
import type { StartFailure, Starter } from './starter.ts';
import { pastOf, pauseAfter, type Past, type Wakening } from './state.ts';

export interface WakerPorts {
  after: After;
  log(message: string, error: unknown): void;
}

export class Waker {
  readonly #core: Core;
  readonly #starter: Starter;
  readonly #ports: WakerPorts;
  readonly #notices: Notices;
  readonly #wakening = new Map<string, Wakening>();
  readonly #past = new Map<string, Past>();
  /** Work that the end of the server waits for. */
  readonly #underWay = new Set<Promise<void>>();

  constructor(core: Core, starter: Starter, ports: WakerPorts) {
    this.#core = core;
    this.#starter = starter;
    this.#ports = ports;
    this.#notices = new Notices(core);
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
    this.#notices.forget(agentId);
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
        if (this.#isByPerson(message)) this.#hear(message, thread);
        else if (this.#isByAuthorNow(message)) this.#spoke(message.author_id);
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

  /** To ask while the message is published. The server ends a stream when its author is gone. */
  #isByAuthorNow({ id, unfinished }: Message): boolean {
    return unfinished === undefined && this.#core.posting.isByAuthorNow(id);
  }

  #hear(message: Message, thread: Thread | undefined): void {
    for (const agentId of this.#core.directory.agentStarts.ids())
      if (this.#isHeardBy(agentId, message)) this.#track(this.#consider(agentId, message, thread));
  }

  async #consider(agentId: string, message: Message, thread: Thread | undefined): Promise<void> {
    const answered = isAnswerTo(agentId, message, thread) ? await this.#authorOf(message.room_id, message.reply_to) : null;
    // It may have connected meanwhile.
    const facts = this.#isHeardBy(agentId, message);
    if (!facts || !wakes({ ...facts, isByPerson: true, answered }, 'called')) return;
    // Everyone can call an agent that is being woken.
    const reason = this.#wakening.has(agentId) ? null : this.#reasonAgainst(agentId, message);
    if (reason === null) return this.#begin(agentId, message);
    await this.#notices.say(agentId, 'refused', message, reason);
  }

  /** Why this message does not start the program of the agent. */
  #reasonAgainst(agentId: string, { room_id: roomId, author_id: callerId }: Message): string | null {
    const { directory } = this.#core;
    const known = directory.agentStarts.find(agentId);
    if (known?.start.kind !== 'program') return null;
    return reasonAgainstStart(directory, known.set_by, { callers: known.start.callers, roomId, callerId });
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
    if (call && past?.waking.next_at && this.#core.now() < past.waking.next_at) return this.#sayWhy(agentId, past.waking, [call]);
    const wakening: Wakening = {
      began_at: this.#core.now(),
      is_trial: call === null,
      isRunning: false,
      failures: past?.waking.outcome === 'failed' ? past.failures : 0,
      calls: new Map(),
      stop: new AbortController(),
      cancelTimers: () => undefined,
    };
    this.#wakening.set(agentId, wakening);
    if (call) this.#call(agentId, wakening, call);
    const start = (): void => this.#track(this.#startNow(agentId, wakening));
    const graceEnd = this.#core.now() + (call ? this.#graceFor(agentId) : 0);
    const startLater = (): void => {
      this.#limit(agentId, wakening);
      const [cancelLimit, cancelStart] = [wakening.cancelTimers, this.#ports.after(Math.max(0, graceEnd - this.#core.now()), start)];
      wakening.cancelTimers = () => (cancelLimit(), cancelStart());
    };
    const end = call && this.#starter.endOf(agentId, wakening.stop.signal);
    if (end) {
      this.#limit(agentId, wakening);
      this.#track(this.#whenEnded(end, wakening, startLater));
    } else startLater();
  }

  /** The two minutes begin now. */
  #limit(agentId: string, wakening: Wakening): void {
    wakening.cancelTimers();
    wakening.cancelTimers = this.#ports.after(WAKING_MS, () =>
      this.#failed(agentId, wakening, wakening.isRunning ? RUNS_AWAY : NOT_IN_TIME),
    );
  }

  /** Its program may be at work without a connection, as one that waits for messages in turns. To end it would lose the work. */
  async #whenEnded(end: Promise<void>, wakening: Wakening, startLater: () => void): Promise<void> {
    wakening.isRunning = true;
    await end;
    wakening.isRunning = false;
    if (!wakening.stop.signal.aborted) startLater();
  }

  #call(agentId: string, { calls }: Wakening, message: Message): void {
    calls.set(message.room_id, message);
    this.#core.presence.wakeIn(message.room_id, agentId, true);
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
      await this.#starter.start({ agentId, known, signal }, (failure) => this.#programFailed(agentId, wakening, failure));
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
    this.#past.set(agentId, { waking, wakening, failures: wakening.failures, hasSpoken: false });
  }

  /** It takes part, with or without a connection. */
  #spoke(agentId: string): void {
    this.#came(agentId);
    const past = this.#past.get(agentId);
    if (!past) return;
    past.hasSpoken = true;
    // The next call wakes it.
    if (past.waking.outcome === 'failed') this.#past.delete(agentId);
    this.#notices.forget(agentId);
  }

  #programFailed(agentId: string, wakening: Wakening, failure: StartFailure): void {
    const [now, past] = [this.#wakening.get(agentId), this.#past.get(agentId)];
    if (now === wakening) return this.#failed(agentId, wakening, failure);
    if (past?.wakening !== wakening || past.hasSpoken) return;
    if (this.#core.now() - (past.waking.ended_at ?? 0) >= WAKING_CRASH_MS) return;
    // Each call would start it again.
    if (now) this.#failed(agentId, now, crashOf(failure));
    else this.#rest(agentId, wakening, crashOf(failure));
  }

  #failed(agentId: string, wakening: Wakening, failure: StartFailure): void {
    if (this.#wakening.get(agentId) !== wakening) return;
    this.#drop(agentId);
    if (!wakening.isRunning) this.#track(this.#starter.end(agentId));
    this.#rest(agentId, wakening, failure);
  }

  #rest(agentId: string, wakening: Wakening, { reason, lastLine }: StartFailure): void {
    const failures = wakening.failures + 1;
    const now = this.#core.now();
    const waking = {
      ...pastOf(wakening, now),
      outcome: 'failed' as const,
      reason,
      last_line: lastLine,
      next_at: now + pauseAfter(failures),
    };
    this.#past.set(agentId, { waking, wakening, failures, hasSpoken: false });
    this.#core.missedCalls.forget(agentId);
    this.#sayWhy(agentId, waking, wakening.calls.values());
  }

  #drop(agentId: string): void {
    const wakening = this.#wakening.get(agentId);
    if (!wakening) return;
    this.#wakening.delete(agentId);
    wakening.cancelTimers();
    wakening.stop.abort();
    for (const roomId of wakening.calls.keys()) this.#core.presence.wakeIn(roomId, agentId, false);
  }

  #sayWhy(agentId: string, { reason }: Waking, calls: Iterable<Message>): void {
    const text = `I could not be woken. ${reason ?? ''} ${WHERE_TO_LOOK}`;
    for (const call of calls) this.#track(this.#notices.say(agentId, 'failed', call, text));
  }

  #track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => this.#ports.log('The waking of an agent failed', error))
      .finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }
}

function isConnectedAgent(participant: Participant | null): participant is Agent {
  return participant?.kind === 'agent' && participant.type === 'connected' && participant.removed_at === null;
}
