// One turn of an agent: from the message that called it to its answer. The kind of the agent decides how it works; the ledger, the
// answer in the room and the ending are the same for all.
import type { Act } from '../../../../src-shared/acts.ts';
import type { ApprovalOutcome } from '../../../../src-shared/approvals.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { AgentRuns, HostedAgentSettings } from '../../../../src-shared/hosted-agents.ts';
import { dollarsOf, microsOf } from '../../../../src-shared/money.ts';
import type { Agent, Message, OwnStatus, Participant } from '../../../../src-shared/objects.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Question } from '../../domain/approvals/approvals.ts';
import type { Commands, Core } from '../../domain/core.ts';
import { unlessAborted } from '../../domain/unless-aborted.ts';
import type { FileContent, FileReader, ReadOptions } from '../../domain/files/read-content.ts';
import type { StoreBytes } from '../../domain/files/store-bytes.ts';
import type { AddedUse, Concerned, TurnRead, TurnUse } from '../../domain/hosted-agents/transactions.ts';
import type { Seat } from '../../domain/presence/registry.ts';
import { actorFor } from './actor.ts';
import { AnswerImages } from './answer-images.ts';
import { Answer } from './answer.ts';
import { CONTINUE_CHOICES } from './continue.ts';
import type { Budgets } from './budget.ts';
import { callOf, onlyCaller, type AgentCall } from './callers.ts';
import type { Ending } from './ending.ts';
import { Marks } from './marks.ts';
import { noteAs, offerSignInAs, sayAs } from './say.ts';
import { permitted, type SessionPermissions } from './session-permissions.ts';
import { TurnFiles } from './turn-files.ts';
import { TurnBudget, type KnownUse } from './turn-budget.ts';

export interface TurnDeps {
  core: Core;
  commands: Commands;
  loadWorker: LoadWorker;
  budgets: Budgets;
  files: FileReader;
  store: StoreBytes;
  permissions: SessionPermissions;
  seat: Seat;
  /** Calls the listener after each change of the agent's settings, until the returned function is called. */
  onSettings(listener: () => void): () => void;
  log(message: string, error: unknown): void;
}

export interface Task {
  agent: Agent;
  message: Message;
  /** The person whose message led here; null: not known. */
  causedBy: string | null;
  /** Whether a program sent the message in the name of a person. */
  isByProgram: boolean;
}

/** The work of one kind of agent. */
export interface Worker {
  /** Writes to `turn.answer`, and resolves when everything of the turn has ended. */
  work(turn: Turn): Promise<Ending>;
  /** A failure in words for a person, without an address or a key. */
  sentenceOf(error: unknown, settings: HostedAgentSettings): string;
}

/** Called at each turn: a worker's code is loaded with the first turn of its kind. */
export type LoadWorker = Readonly<Record<AgentRuns['kind'], () => Promise<Worker>>>;

/** The reason of the signal when the server ends: the next start announces the turn. */
export class ServerEnds extends Error {}

export class Turn {
  readonly core: Core;
  readonly agent: Agent;
  readonly signal: AbortSignal;
  readonly answer: Answer;
  /** Those that it answers with. */
  readonly images: AnswerImages;
  readonly budget: TurnBudget;
  /** The kinds of words from outside that it read. */
  readonly marks: Marks;
  readonly files = new TurnFiles();
  readonly #deps: TurnDeps;
  readonly #task: Task;
  readonly #id: string;
  readonly #use: Omit<TurnUse, keyof TurnRead> = {
    ...{ steps: 0, input_tokens: 0, output_tokens: 0, cost: null },
    ...{ messages_sent: 0, messages_left_out: 0 },
  };

  constructor(deps: TurnDeps, task: Task, id: string, signal: AbortSignal) {
    const { core, seat } = deps;
    const { agent, message } = task;
    this.core = core;
    this.agent = agent;
    this.signal = signal;
    this.#deps = deps;
    this.#task = task;
    this.#id = id;
    this.marks = new Marks(agent.id, (participantId) => core.directory.participant(participantId), onlyCaller(core.directory, agent));
    if (task.isByProgram) this.marks.add('webhook');
    this.budget = new TurnBudget({
      budgets: deps.budgets,
      concerned: this.#concerned,
      settings: () => this.settings,
      countTurn: () => this.#note({ turns: 1 }),
    });
    this.images = new AnswerImages(core, { roomId: message.room_id, actor: () => this.actor(), store: deps.store });
    const place = { room_id: message.room_id, reply_to: message.id, thread_id: message.thread_id };
    this.answer = new Answer(core, { actor: this.actor(), seat }, place, this.images);
  }

  async run(): Promise<Ending> {
    const ending = await this.#work();
    const { outcome, sentence, mayContinue, offersSignIn } = ending;
    const choices = mayContinue ? CONTINUE_CHOICES : undefined;
    const unfinished = outcome === 'answered' || outcome === 'silent' ? null : outcome;
    let isPosted = false;
    try {
      if (offersSignIn && sentence && this.answer.isEmpty) await offerSignInAs(this.core, this.agent.id, this.#task.message, sentence);
      else
        isPosted =
          (await this.answer.end({ ...(unfinished && { unfinished }), ...(sentence !== undefined && { sentence }), choices })) !== null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // There are too many streams, or the message that it answers is gone. The text is a message all the same.
      await sayAs(this.core, this.agent.id, { room_id: this.roomId }, this.answer.contentWith(sentence), null, choices, this.images.ids);
      isPosted = true;
    } finally {
      // An answer that was stopped has only its text.
      if (!isPosted) await this.images.drop();
    }
    return ending;
  }

  async #work(): Promise<Ending> {
    let worker: Worker | null = null;
    try {
      worker = await this.#deps.loadWorker[this.settings.runs.kind]();
      return await worker.work(this);
    } catch (error) {
      if (this.signal.aborted) return { outcome: this.signal.reason instanceof ServerEnds ? 'interrupted' : 'stopped' };
      const sentence = error instanceof AppError || !worker ? this.#inWords(error) : worker.sentenceOf(error, this.settings);
      if (!(error instanceof AppError)) this.#deps.log('An agent could not answer', new Error(sentence));
      return { outcome: 'failed', sentence };
    }
  }

  #inWords(error: unknown): string {
    return error instanceof AppError ? error.message : 'Something went wrong in the server. Try again.';
  }

  get roomId(): string {
    return this.#task.message.room_id;
  }

  get commands(): Commands {
    return this.#deps.commands;
  }

  get seat(): Seat {
    return this.#deps.seat;
  }

  /** The author of the message that called the agent. */
  get callerId(): string {
    return this.#task.message.author_id;
  }

  get call(): AgentCall {
    return callOf(this.#task);
  }

  /** Null: the owner of the agent is gone. */
  get ownerName(): string | null {
    const { owner_id } = this.agent;
    return owner_id === null ? null : (this.core.directory.participant(owner_id)?.name ?? null);
  }

  /**
   * Asks before a strong act, unless the same was allowed for the session. With words from outside it asks each time. `what`: names the
   * act as exactly as the permission is meant. Throws AppError when it cannot be asked.
   */
  permit(what: string, question: Pick<Question, 'title' | 'reason' | 'detail'>, signal: AbortSignal): Promise<ApprovalOutcome> {
    return permitted(this, this.#deps.permissions, { what, ...question }, signal);
  }

  /**
   * Asks in the place of the answer. After words from outside the card says so, and the act is allowed only once. Throws AppError when
   * it cannot be asked.
   */
  askApproval(
    question: Pick<Question, 'title' | 'reason' | 'detail' | 'may_allow_session'>,
    signal: AbortSignal,
  ): Promise<ApprovalOutcome> {
    const { room_id, id, thread_id } = this.#task.message;
    const reason = [this.marks.why, question.reason].filter((each) => typeof each === 'string').join('\n');
    const may_allow_session = question.may_allow_session === true && this.marks.areNone;
    const asked = { ...question, reason: reason || null, may_allow_session, room_id, reply_to: id, thread_id };
    return this.core.approvals.ask({ actor: this.actor(), seat: this.seat }, asked, signal);
  }

  /** Requests of a model, or acts of a program, so far. */
  get steps(): number {
    return this.#use.steps;
  }

  /** Those of this moment. Throws when the agent was removed meanwhile. */
  get settings(): HostedAgentSettings {
    const settings = this.core.directory.hostedAgents.find(this.agent.id);
    if (!settings) throw new AppError('agent_not_found');
    return settings;
  }

  /** With the rights of this moment: the rooms of the agent and of the readers may change during a turn. */
  actor(): Actor {
    return { ...actorFor(this.core, this.agent.id, this.roomId), for_id: this.#task.causedBy };
  }

  get onSettings(): TurnDeps['onSettings'] {
    return this.#deps.onSettings;
  }

  /** Its words are those of others. Throws AppError. */
  async readFile(fileId: string, options?: ReadOptions): Promise<FileContent> {
    const content = await unlessAborted(this.#deps.files.read(this.actor(), fileId, { ...options, signal: this.signal }), this.signal);
    this.marks.add('file');
    return content;
  }

  /** Throws AppError. */
  async copyFile(fileId: string, folder: string): Promise<string> {
    const copy = await this.#deps.files.copy(this.actor(), fileId, folder);
    this.marks.add('file');
    return copy;
  }

  log(message: string, error: unknown): void {
    this.#deps.log(message, error);
  }

  /** The message that called the agent. It may have been changed while the turn waited for another. */
  async message(): Promise<Message> {
    const { message } = this.#task;
    return (await this.core.archiveInOrder.message(message.room_id, message.id)).value ?? message;
  }

  /** The members of the room, and the authors of these messages. */
  participants(messages: readonly Message[]): Participant[] {
    const { directory } = this.core;
    const { room } = this.core.room(this.actor(), this.roomId);
    const ids = new Set([...room.member_ids, this.#task.message.author_id, ...messages.map(({ author_id }) => author_id)]);
    return [...ids].flatMap((id) => directory.participant(id) ?? []);
  }

  get #concerned(): Concerned {
    return { agent_id: this.agent.id, room_id: this.roomId, person_id: this.#task.causedBy };
  }

  noteContext({ sent, leftOut }: { sent: readonly Message[]; leftOut: number }): void {
    this.marks.readMessages(sent);
    const { room } = this.core.directory.room(this.roomId) ?? {};
    if (room?.topic) this.marks.readReply({ created_by: room.created_by });
    this.#use.messages_sent = sent.length;
    this.#use.messages_left_out = leftOut;
  }

  /** The words of others so far. */
  get read(): TurnRead {
    return { marks: this.marks.all, ...this.files.all };
  }

  /** The use since it was counted before. */
  async count({ steps, ...use }: KnownUse & { steps: number }): Promise<void> {
    const micros = this.budget.microsOf(use);
    const tokens = use.input_tokens + use.output_tokens;
    this.#use.steps += steps;
    this.#use.input_tokens += use.input_tokens;
    this.#use.output_tokens += use.output_tokens;
    if (micros !== null && (tokens > 0 || micros > 0)) this.#use.cost = dollarsOf(microsOf(this.#use.cost ?? 0) + micros);
    await this.#note({ tokens, unpriced_tokens: micros === null ? tokens : 0, micros: micros ?? 0 });
  }

  async #note(added: Partial<AddedUse>): Promise<void> {
    const use = { ...this.#use, ...this.read };
    const none = { turns: 0, tokens: 0, unpriced_tokens: 0, micros: 0 };
    await this.core.write('noteAgentTurn', { id: this.#id, concerned: this.#concerned, use, added: { ...none, ...added } });
  }

  /** To the members of the room. Others see that the agent is busy. `progress`: in percent. */
  show(status: OwnStatus, detail: string | null, progress: number | null = null): void {
    this.core.presence.setIn(this.roomId, this.agent.id, { status, detail, progress });
  }

  /** In one line, for the people of the room. `act`: what the agent did. */
  async note(line: string, act?: Act): Promise<void> {
    await noteAs(this.core, this.agent.id, this.#task.message, line, act);
  }
}
