// Runs the agents whose answers a model writes. An agent has one turn at a time in a room; messages that call it meanwhile lead to one
// more turn after that.
import type { Agent, Message } from '../../../../src-shared/objects.ts';
import { AGENT_HOPS_MAX } from '../../../../src-shared/limits.ts';
import type { AgentRunner, RunnerContext, StopAgent } from '../runner.ts';
import type { Core } from '../../domain/core.ts';
import type { Seat } from '../../domain/presence/registry.ts';
import { TokenBudgets } from './budget.ts';
import { LoopGuard } from './loop-guard.ts';
import { sayAs } from './say.ts';
import { takeTurn, type Models, type Task } from './turn.ts';
import { wakes } from './waking.ts';

type StartContext = RunnerContext & { seat: Seat };

/** A paused agent says so at most once in this time in a room. */
const SAY_PAUSED_EVERY_MS = 10 * 60 * 1000;

interface RunningTurn {
  task: Task;
  stop: AbortController;
  /** The newest message that called it meanwhile. */
  next: Task | null;
  ended: Promise<void>;
}

export class ModelRunner implements AgentRunner {
  readonly kind = 'model';
  readonly #models: Models;
  readonly #budgets: TokenBudgets;
  readonly #guard = new LoopGuard();
  /** By agent, then by room. */
  readonly #turns = new Map<string, Map<string, RunningTurn>>();
  readonly #follows = new Map<string, () => void>();

  constructor(core: Core, models: Models) {
    this.#models = models;
    this.#budgets = new TokenBudgets(core);
  }

  runs({ type }: Agent): boolean {
    return type === 'hosted';
  }

  start(agent: Agent, context: StartContext): StopAgent {
    const { core, log, seat } = context;
    this.#turns.set(agent.id, new Map());
    const follow = (): void => {
      if (core.directory.hostedAgents.find(agent.id)?.paused_at == null) return core.presence.connected(agent.id, seat);
      core.presence.disconnected(agent.id, seat);
      core.presence.set(agent.id, { status: 'idle', detail: 'Paused', progress: null });
      void this.stopTurns(agent.id);
    };
    this.#follows.set(agent.id, follow);
    follow();
    const saidPaused = new Map<string, number>();
    const hear = (message: Message): void => {
      this.#hear(agent.id, message, { ...context, saidPaused }).catch((error: unknown) => log('An agent could not be called', error));
    };
    const stopListening = core.onChange(({ event }) => {
      switch (event.type) {
        case 'message.posted':
          return hear(event.message);
        case 'agent.stop_requested':
          if (event.participant_id === agent.id) this.#stopIn(agent.id, event.room_id);
          return;
        case 'member.left':
          if (event.participant_id === agent.id) this.#stopIn(agent.id, event.room_id);
          return;
        case 'room.removed':
          return this.#stopIn(agent.id, event.room_id);
        default:
      }
    });
    return async () => {
      stopListening();
      await this.stopTurns(agent.id);
      this.#turns.delete(agent.id);
      this.#follows.delete(agent.id);
    };
  }

  /** After its settings were changed: a paused agent ends its turns and is shown as absent. */
  follow(agentId: string): void {
    this.#follows.get(agentId)?.();
  }

  /** Resolves when all that the turns began has ended. */
  async stopTurns(agentId: string): Promise<void> {
    const turns = [...(this.#turns.get(agentId)?.values() ?? [])];
    for (const turn of turns) stopTurn(turn);
    await Promise.all(turns.map(({ ended }) => ended));
  }

  #stopIn(agentId: string, roomId: string): void {
    const turn = this.#turns.get(agentId)?.get(roomId);
    if (turn) stopTurn(turn);
  }

  async #hear(agentId: string, message: Message, context: StartContext & { saidPaused: Map<string, number> }): Promise<void> {
    const { core, saidPaused } = context;
    const { directory } = core;
    const author = directory.participant(message.author_id);
    if (author?.kind === 'person') this.#guard.personSpoke(message.room_id);
    if (!author || !directory.room(message.room_id)?.members.has(agentId)) return;
    const wake = directory.hostedAgents.wakeIn(agentId, message.room_id);
    const causedBy = author.kind === 'person' ? author.id : this.#causeOf(message);
    const answered = message.reply_to === null ? null : await core.archiveInOrder.message(message.room_id, message.reply_to);
    // The room, the agent and its settings may have changed meanwhile.
    const agent = directory.participant(agentId);
    const room = directory.room(message.room_id)?.room;
    const settings = directory.hostedAgents.find(agentId);
    if (agent?.kind !== 'agent' || agent.removed_at !== null || !room || room.archived_at !== null || !settings) return;
    if (!wakes({ agent, room, message, author, answered: answered?.value?.author_id ?? null }, wake)) return;
    if (settings.paused_at !== null) {
      const last = saidPaused.get(room.id) ?? -Infinity;
      if (author.kind === 'agent' || core.now() - last < SAY_PAUSED_EVERY_MS) return;
      saidPaused.set(room.id, core.now());
      return sayAs(core, agentId, room.id, 'I am paused, and answer when my owner lets me continue.', message.id);
    }
    if (author.kind === 'agent') {
      const state = this.#guard.take(room.id);
      // Without an answer to the other agent, which that would call.
      if (state === 'at limit') await sayAs(core, agentId, room.id, LOOP_ENDED, null);
      if (state !== 'free') return;
    }
    this.#begin({ agent, message, causedBy }, context);
  }

  /** The person for whom a hosted agent wrote this. */
  #causeOf({ author_id, room_id }: Message): string | null {
    const turns = this.#turns.get(author_id);
    const turn = turns?.get(room_id) ?? (turns?.size === 1 ? [...turns.values()][0] : undefined);
    return turn?.task.causedBy ?? null;
  }

  #begin(task: Task, context: StartContext): void {
    const { agent, message } = task;
    const turns = this.#turns.get(agent.id);
    if (!turns) return;
    const running = turns.get(message.room_id);
    if (running) {
      running.next = task;
      return;
    }
    const stop = new AbortController();
    const turn: RunningTurn = { task, stop, next: null, ended: Promise.resolve() };
    turns.set(message.room_id, turn);
    this.#show(agent.id, context);
    turn.ended = takeTurn({ models: this.#models, budgets: this.#budgets, ...context }, task, stop.signal).finally(() => {
      turns.delete(message.room_id);
      this.#show(agent.id, context);
      if (turn.next && !stop.signal.aborted) this.#begin(turn.next, context);
    });
  }

  #show(agentId: string, { core }: StartContext): void {
    const isWorking = (this.#turns.get(agentId)?.size ?? 0) > 0;
    if (core.presence.of(agentId).status === (isWorking ? 'thinking' : 'idle')) return;
    core.presence.set(agentId, { status: isWorking ? 'thinking' : 'idle', detail: null, progress: null });
  }
}

const LOOP_ENDED = `I stop here: agents have answered each other ${AGENT_HOPS_MAX} times without a person. Write to me to let me go on.`;

function stopTurn(turn: RunningTurn): void {
  turn.next = null;
  turn.stop.abort(new Error('The turn was stopped.'));
}
