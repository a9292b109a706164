// Runs the agents that their owner created here. An agent has one turn at a time in a room; calls meanwhile wait, and lead to turns
// after it.
import { mayManage } from '../../../../src-shared/permissions.ts';
import type { Agent, Message, Participant } from '../../../../src-shared/objects.ts';
import type { Thread } from '../../../../src-shared/threads.ts';
import { usesComputer, type HostedAgentSettings } from '../../../../src-shared/hosted-agents.ts';
import type { AgentRunner, RunnerContext, StopAgent } from '../runner.ts';
import { isProgram } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import type { FileReader } from '../../domain/files/read-content.ts';
import type { StoreBytes } from '../../domain/files/store-bytes.ts';
import type { Seat } from '../../domain/presence/registry.ts';
import type { Budgets } from './budget.ts';
import { callOf, reasonAgainstCall } from './callers.ts';
import { leavesIt } from './continue.ts';
import { sayAs } from './say.ts';
import { SessionPermissions } from './session-permissions.ts';
import { takeTurn } from './take-turn.ts';
import { ServerEnds, type Task, type TurnDeps, type LoadWorker } from './turn.ts';
import { isAnswerTo, mayWake, wakes } from './waking.ts';

type StartContext = RunnerContext & { seat: Seat };

/** An agent that does not answer says why at most once in this time in a room. */
const SAY_WHY_EVERY_MS = 10 * 60 * 1000;

interface RunningTurn {
  task: Task;
  stop: AbortController;
  /** The messages that called it meanwhile: the newest of each author in each thread, in their order. */
  waiting: Task[];
  ended: Promise<void>;
}

interface Running {
  context: StartContext;
  /** By room. */
  turns: Map<string, RunningTurn>;
  /** By room: the calls of agents that were paused there, until a person continues them. */
  held: Map<string, Task[]>;
  /** By room: when it was said why the agent does not answer. */
  saidWhy: Map<string, number>;
  onSettings: Set<() => void>;
  isOver: boolean;
}

interface Posted {
  message: Message;
  thread: Thread | undefined;
  /** False: an agent wrote it, or a program with the access of a person. */
  isByPerson: boolean;
}

interface HostedParts extends Pick<TurnDeps, 'loadWorker' | 'budgets' | 'files' | 'store'> {
  /** After the turns of an agent that is paused, removed, or ends with the server: ends all that the agent left running. */
  endRest(agentId: string): Promise<void>;
}

export class HostedRunner implements AgentRunner {
  readonly kind = 'hosted';
  readonly #core: Core;
  readonly #loadWorker: LoadWorker;
  readonly #endRest: (agentId: string) => Promise<void>;
  readonly #budgets: Budgets;
  readonly #files: FileReader;
  readonly #store: StoreBytes;
  readonly #permissions = new SessionPermissions();
  /** By agent. */
  readonly #running = new Map<string, Running>();

  constructor(core: Core, { loadWorker, endRest, budgets, files, store }: HostedParts) {
    this.#core = core;
    this.#loadWorker = loadWorker;
    this.#endRest = endRest;
    this.#budgets = budgets;
    this.#files = files;
    this.#store = store;
  }

  runs({ type }: Agent): boolean {
    return type === 'hosted';
  }

  start(agent: Agent, context: StartContext): StopAgent {
    const { core, log } = context;
    const running: Running = { context, turns: new Map(), held: new Map(), saidWhy: new Map(), onSettings: new Set(), isOver: false };
    this.#running.set(agent.id, running);
    this.follow(agent.id);
    const stopListening = core.onChange(({ event, only_id }) => {
      switch (event.type) {
        case 'message.posted': {
          const posted = { message: event.message, thread: event.thread, isByPerson: this.#isByPerson(event.message) };
          return void this.#hear(agent.id, running, posted).catch((error: unknown) => log('An agent could not be called', error));
        }
        case 'room.changed':
          if (!event.room.agents_paused) this.#beginHeld(running, event.room.id);
          return;
        case 'agent.stop_requested':
          if (event.participant_id === agent.id) stopTurn(running.turns.get(event.room_id));
          return;
        case 'member.left':
          if (event.participant_id === agent.id) stopTurn(running.turns.get(event.room_id));
          return this.#stopBarred(running);
        case 'participant.changed':
          return this.#stopBarred(running);
        case 'room.removed':
          if (only_id === null || only_id === agent.id) stopTurn(running.turns.get(event.room_id));
          return;
        default:
      }
    });
    return async () => {
      stopListening();
      running.isOver = true;
      const isRemoved = !isHere(core.directory.participant(agent.id));
      await this.#end(agent.id, running, isRemoved ? undefined : new ServerEnds('The server ends.'));
      // It may have been admitted again meanwhile.
      if (this.#running.get(agent.id) === running) this.#running.delete(agent.id);
    };
  }

  /** After its settings were changed: a paused agent ends its turns and is shown as absent. */
  follow(agentId: string): void {
    const running = this.#running.get(agentId);
    this.#permissions.forget(agentId);
    if (!running) return;
    this.#stopBarred(running);
    for (const listener of running.onSettings) listener();
    const { seat } = running.context;
    if (this.#core.directory.hostedAgents.find(agentId)?.paused_at === null) return this.#core.presence.connected(agentId, seat);
    this.#core.presence.disconnected(agentId, seat);
    this.#core.presence.set(agentId, { status: 'idle', detail: 'Paused', progress: null });
    void this.#end(agentId, running);
  }

  /** Ends the turns of calls that are not followed any more. */
  #stopBarred({ turns }: Running): void {
    for (const turn of turns.values()) {
      const settings = this.#core.directory.hostedAgents.find(turn.task.agent.id);
      if (settings && this.#reasonAgainst(settings, turn.task) !== null) stopTurn(turn);
    }
  }

  async #end(agentId: string, running: Running, reason?: Error): Promise<void> {
    await endTurns(running, reason);
    // It may have been resumed meanwhile.
    if (!running.isOver && this.#core.directory.hostedAgents.find(agentId)?.paused_at === null) return;
    await this.#endRest(agentId);
  }

  /** To ask while the message is published. */
  #isByPerson({ id, author_id }: Message): boolean {
    const poster = this.#core.posting.posterOf(id);
    return this.#core.directory.participant(author_id)?.kind === 'person' && !(poster && isProgram(poster));
  }

  async #hear(agentId: string, running: Running, { message, thread, isByPerson }: Posted): Promise<void> {
    const { directory } = this.#core;
    if (isByPerson) running.held.delete(message.room_id);
    const isMember = (): boolean => directory.room(message.room_id)?.members.has(agentId) === true;
    const facts = () => {
      const [agent, room] = [directory.participant(agentId), directory.room(message.room_id)?.room];
      return isHere(agent) && room && room.archived_at === null && isMember() ? { agent, room, message } : null;
    };
    const before = isMember() ? facts() : null;
    if (!before || !mayWake(before, directory.hostedAgents.wakeIn(agentId, message.room_id))) return;
    const causedBy = isByPerson ? message.author_id : this.#causeOf(message);
    const answered = isByPerson && isAnswerTo(agentId, message, thread) ? await this.#authorOf(message.room_id, message.reply_to) : null;
    if (answered === agentId && leavesIt(message)) return;
    // The room, the agent and its settings may have changed meanwhile.
    const now = facts();
    const settings = directory.hostedAgents.find(agentId);
    if (!now || !settings || running.isOver) return;
    if (!wakes({ ...now, isByPerson, answered }, directory.hostedAgents.wakeIn(agentId, message.room_id))) return;
    const reason = this.#reasonAgainst(settings, { agent: now.agent, message, causedBy });
    if (reason !== null) return isByPerson ? this.#sayWhyNot(running, message, now.agent, reason) : undefined;
    const isByProgram = !isByPerson && directory.participant(message.author_id)?.kind === 'person';
    const task = { agent: now.agent, message, causedBy, isByProgram };
    if (!isByPerson && now.room.agents_paused) running.held.set(message.room_id, withCall(running.held.get(message.room_id), task));
    else this.#begin(running, task);
  }

  async #authorOf(roomId: string, messageId: string | null): Promise<string | null> {
    if (messageId === null) return null;
    return (await this.#core.archiveInOrder.message(roomId, messageId)).value?.author_id ?? null;
  }

  /** Why the agent does not answer this message. */
  #reasonAgainst({ paused_at, runs }: HostedAgentSettings, task: Omit<Task, 'isByProgram'>): string | null {
    if (paused_at !== null) return PAUSED;
    if (!this.#mayRun(task.agent)) return OWNER_GONE;
    return usesComputer(runs) ? reasonAgainstCall(this.#core.directory, runs, callOf(task)) : null;
  }

  /** An agent answers at the cost of the home while its owner may create agents. */
  #mayRun({ owner_id }: Agent): boolean {
    const owner = owner_id === null ? null : this.#core.directory.participant(owner_id);
    return owner?.kind === 'person' && owner.revoked_at === null && mayManage(owner);
  }

  async #sayWhyNot({ saidWhy }: Running, message: Message, { id }: Agent, reason: string): Promise<void> {
    const last = saidWhy.get(message.room_id) ?? -Infinity;
    if (this.#core.now() - last < SAY_WHY_EVERY_MS) return;
    saidWhy.set(message.room_id, this.#core.now());
    await sayAs(this.#core, id, message, reason, message.id);
  }

  /** The person for whom a hosted agent wrote this; null when it works for several. */
  #causeOf({ author_id }: Message): string | null {
    const causes = new Set([...(this.#running.get(author_id)?.turns.values() ?? [])].map(({ task }) => task.causedBy));
    return causes.size === 1 ? ([...causes][0] ?? null) : null;
  }

  /** After a person continued the agents, or gave the room another limit. */
  #beginHeld(running: Running, roomId: string): void {
    const calls = running.held.get(roomId) ?? [];
    running.held.delete(roomId);
    const { hostedAgents } = this.#core.directory;
    const entry = this.#core.directory.room(roomId);
    for (const task of calls) {
      const settings = hostedAgents.find(task.agent.id);
      const isThere = entry?.members.has(task.agent.id) === true && entry.room.archived_at === null;
      if (!settings || !isThere || hostedAgents.wakeIn(task.agent.id, roomId) === 'never') continue;
      if (this.#reasonAgainst(settings, task) === null) this.#begin(running, task);
    }
  }

  #begin(running: Running, task: Task): void {
    const { context, turns } = running;
    const { room_id } = task.message;
    if (running.isOver) return;
    const current = turns.get(room_id);
    if (current) {
      current.waiting = withCall(current.waiting, task);
      return;
    }
    const stop = new AbortController();
    const turn: RunningTurn = { task, stop, waiting: [], ended: Promise.resolve() };
    turns.set(room_id, turn);
    this.#show(task, 'thinking');
    const onSettings = (listener: () => void): (() => void) => {
      running.onSettings.add(listener);
      return () => running.onSettings.delete(listener);
    };
    const ports = {
      loadWorker: this.#loadWorker,
      budgets: this.#budgets,
      files: this.#files,
      store: this.#store,
      permissions: this.#permissions,
    };
    const deps = { ...context, ...ports, onSettings };
    turn.ended = takeTurn(deps, task, stop.signal).finally(() => {
      turns.delete(room_id);
      this.#show(task, 'idle');
      for (const next of turn.waiting) this.#begin(running, next);
    });
  }

  #show({ agent, message }: Task, status: 'thinking' | 'idle'): void {
    this.#core.presence.setIn(message.room_id, agent.id, { status, detail: null, progress: null });
  }
}

const OWNER_GONE = "I can't answer any more: my owner may no longer run agents here. An admin can create another one.";
const PAUSED = "I'm paused and can't answer. My owner can resume me.";

function isHere(participant: Participant | null): participant is Agent {
  return participant?.kind === 'agent' && participant.removed_at === null;
}

function withCall(calls: readonly Task[] = [], task: Task): Task[] {
  return [...calls.filter((each) => !isOfOneTalk(each, task)), task].sort((a, b) => a.message.seq - b.message.seq);
}

/** The later message of the same author in the same place replaces the earlier one: the agent reads both. */
function isOfOneTalk({ message: a }: Task, { message: b }: Task): boolean {
  return a.author_id === b.author_id && a.thread_id === b.thread_id;
}

async function endTurns({ turns }: Running, reason?: Error): Promise<void> {
  const all = [...turns.values()];
  for (const turn of all) stopTurn(turn, reason);
  await Promise.all(all.map(({ ended }) => ended));
}

function stopTurn(turn: RunningTurn | undefined, reason = new Error('The turn was stopped.')): void {
  if (!turn) return;
  turn.waiting = [];
  turn.stop.abort(reason);
}
