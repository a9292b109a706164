// The work of an agent that is a program.
import { PROGRAM_SILENT_MAX_MS, PROGRAM_SILENT_MS } from '../../../../src-shared/limits.ts';
import type { ProgramRuns } from '../../../../src-shared/hosted-agents.ts';
import type { After } from '../../domain/clock.ts';
import { unlessAborted } from '../../domain/unless-aborted.ts';
import type { AgentSessionRow } from '../../store/tables/hosted-agents.ts';
import { TOO_LONG, type Ending } from '../hosted/ending.ts';
import type { Turn, Worker } from '../hosted/turn.ts';
import type { KnownUse } from '../hosted/turn-budget.ts';
import { modesOf, type Modes, type NewSessionResponse, type PromptResponse } from './connection.ts';
import { Conversation } from './conversation.ts';
import { ProgramFailed, sentenceFor, SignInNeeded } from './errors.ts';
import { begin } from './door/working.ts';
import { knownProgram } from './known.ts';
import { CallFiles } from './call-files.ts';
import { programPrompt, type ProgramPrompt } from './prompt.ts';
import type { Programs } from './programs.ts';
import type { RunningProgram } from './running-program.ts';
import { offeringSignIn } from './sign-in.ts';

/** A program that does not end its turn in this time after it was asked to is killed. */
const CANCEL_GRACE_MS = 2_000;
const SILENT_ONCE = 'The program has been silent for 5 minutes';
const SILENT_FOR_GOOD = 'I stopped: my program was silent for 30 minutes. Ask me again to start it again.';
const PROGRAM_LIMIT = 'My program reached its own limit for one answer.';
const ANOTHER_CONVERSATION = 'Began another conversation: what was allowed in the one before does not hold after words from outside';
const IMAGES_REFUSED = 'The program did not take the images, and is given them as files';
const REFUSED = 'My program refused to answer this.';

export function programWorker({ programs, after }: ProgramParts): Worker {
  return {
    work: (turn) => new ProgramWork(turn, { programs, after }).work().catch((error: unknown) => offeringSignIn(error, turn)),
    sentenceOf: (error, { runs }) => sentenceFor(runs.kind === 'program' ? runs.command : '', error),
  };
}

/** In the place of a conversation that is not continued. */
const FORGOTTEN = '';

interface Begun {
  session: AgentSessionRow;
  prompt: ProgramPrompt;
}

interface ProgramParts {
  programs: Programs;
  after: After;
}

class ProgramWork {
  readonly #turn: Turn;
  readonly #programs: Programs;
  readonly #after: After;
  readonly #runs: ProgramRuns;

  constructor(turn: Turn, { programs, after }: ProgramParts) {
    this.#turn = turn;
    this.#programs = programs;
    this.#after = after;
    const { runs } = turn.settings;
    if (runs.kind !== 'program') throw new Error('The agent is no longer a program.');
    this.#runs = runs;
  }

  work(): Promise<Ending> {
    const { agent, roomId, signal } = this.#turn;
    return this.#programs.during({ agentId: agent.id, roomId, runs: this.#runs, signal }, async (program) => {
      const callFiles = new CallFiles(this.#turn, { folders: this.#programs.folders, takes: program.connection.takes });
      try {
        return await this.#workWith(program, callFiles);
      } finally {
        await callFiles.remove();
      }
    });
  }

  async #workWith(program: RunningProgram, callFiles: CallFiles): Promise<Ending> {
    const begun = await unlessAborted(this.#begin(program, callFiles), this.#turn.signal);
    try {
      return await this.#answer(program, begun);
    } catch (error) {
      const hasImages = begun.prompt.blocks.some(({ type }) => type === 'image');
      const why = error instanceof ProgramFailed && !this.#turn.signal.aborted ? error.reason.why : null;
      if (!hasImages || (why !== 'refused' && why !== 'ended')) throw error;
      // An image that the program's model cannot read would fail each later prompt of the conversation.
      await this.#forget(program, begun.session);
      if (why === 'ended' || !this.#turn.answer.isEmpty || this.#turn.steps > 0) throw error;
    }
    await this.#turn.note(IMAGES_REFUSED);
    callFiles.withoutImages();
    return this.#answer(program, await unlessAborted(this.#begin(program, callFiles), this.#turn.signal));
  }

  async #answer(program: RunningProgram, { session, prompt }: Begun): Promise<Ending> {
    const reserved = this.#runs.model === null ? { ...NO_USE, input_tokens: prompt.tokens } : NO_USE;
    const result = await this.#turn.budget.during(reserved, () => this.#ask(program, session, prompt));
    return 'refused' in result ? result.refused : result.done;
  }

  /**
   * The conversation and the words for it. A program that has a permission which lasts begins another conversation before it reads words
   * from outside: it does not ask again in this one.
   */
  async #begin(program: RunningProgram, callFiles: CallFiles): Promise<Begun> {
    const session = await this.#session(program);
    this.#turn.signal.throwIfAborted();
    const parts = { hasTools: program.connection.takesTools, callFiles };
    const prompt = await programPrompt(this.#turn, session, parts);
    if (session.has_permission === 0 || this.#turn.marks.areNone) return { session, prompt };
    await this.#turn.note(ANOTHER_CONVERSATION);
    const other = await this.#another(program);
    return { session: other, prompt: await programPrompt(this.#turn, other, parts) };
  }

  /** The conversation of the room: the present one, the one from before a restart, or a new one. */
  async #session(program: RunningProgram): Promise<AgentSessionRow> {
    const { core, agent, roomId } = this.#turn;
    const kept = (await core.archiveInOrder.agentSession(agent.id, roomId)).value;
    if (kept && program.conversations.get(roomId) === kept.session_id) return kept;
    const { connection } = program;
    const resumed =
      kept &&
      kept.session_id !== FORGOTTEN &&
      (await this.#programs.within(connection.resume(kept.session_id, await program.placeIn(roomId))));
    // Without its modes it cannot be made to ask first.
    if (resumed && (this.#mode === null || modesOf(resumed).length > 0)) {
      await this.#setMode(program, kept.session_id, resumed);
      program.conversations.set(roomId, kept.session_id);
      return kept;
    }
    return this.#another(program);
  }

  /** The next turn in the room begins another conversation. */
  async #forget(program: RunningProgram, session: AgentSessionRow): Promise<void> {
    program.conversations.delete(session.room_id);
    await this.#keep({ ...session, session_id: FORGOTTEN });
  }

  async #another(program: RunningProgram): Promise<AgentSessionRow> {
    const { agent, roomId } = this.#turn;
    const session = await this.#newSession(program);
    await this.#setMode(program, session.sessionId, session);
    program.conversations.set(roomId, session.sessionId);
    return { agent_id: agent.id, room_id: roomId, session_id: session.sessionId, through_seq: 0, cost: 0, marks: '[]', has_permission: 0 };
  }

  async #newSession(program: RunningProgram): Promise<NewSessionResponse> {
    try {
      return await this.#programs.within(program.connection.newSession(await program.placeIn(this.#turn.roomId)));
    } catch (error) {
      if (error instanceof SignInNeeded) void this.#programs.end(this.#turn.agent.id);
      throw error;
    }
  }

  /** A program that is known to act without asking is set to ask. */
  async #setMode({ connection }: RunningProgram, sessionId: string, modes: Modes): Promise<void> {
    if (this.#mode !== null) await this.#programs.within(connection.setMode(sessionId, modes, this.#mode));
  }

  get #mode(): string | null {
    return this.#runs.mode ?? knownProgram(this.#runs.command)?.mode ?? null;
  }

  async #ask(program: RunningProgram, session: AgentSessionRow, { blocks, tokens, throughSeq }: ProgramPrompt): Promise<Ending> {
    const turn = this.#turn;
    const stop = new AbortController();
    const signal = AbortSignal.any([turn.signal, stop.signal]);
    const end = (ending: Ending): void => stop.abort(new Ended(ending));
    let has_permission = session.has_permission;
    const onLasting = (): Promise<void> => {
      has_permission = 1;
      return this.#keep({ ...session, has_permission });
    };
    const used = (): KnownUse => this.#useOf(conversation, session, tokens);
    const conversation: Conversation = new Conversation({ turn, signal, onLasting, used, end });
    program.events.set(session.session_id, conversation);
    const endWorking = begin(program.working, { turn, end, signal, hasPermission: () => has_permission === 1 });
    const endWatch = this.#watch(conversation, () => stop.abort(new Ended({ outcome: 'failed', sentence: SILENT_FOR_GOOD })));
    try {
      // A server that is killed meanwhile must not forget which words the program has read.
      await this.#keep(session);
      const response = await this.#unlessStopped(
        program,
        session.session_id,
        program.connection.prompt(session.session_id, blocks),
        signal,
      );
      await conversation.settled();
      return await this.#endOf(response, conversation);
    } catch (error) {
      await conversation.settled();
      const hasEnded = error instanceof ProgramFailed && error.reason.why === 'ended';
      if (hasEnded) turn.log('The program of an agent ended', new Error(program.lastWords()));
      if (turn.signal.aborted) throw error;
      if (hasEnded && program.isKilled) throw new ProgramFailed({ why: 'killed' });
      if (error instanceof Ended) return error.ending;
      if (error instanceof SignInNeeded) void this.#programs.end(turn.agent.id);
      throw error;
    } finally {
      endWatch();
      program.events.delete(session.session_id);
      await endWorking();
      const now = { ...session, has_permission };
      await this.#count(conversation, conversation.wasHeard ? { ...now, through_seq: throughSeq } : now, tokens);
    }
  }

  /** Waits for the end of the turn. When the signal aborts, it asks the program to end the turn, and kills one that does not. */
  async #unlessStopped<T>(program: RunningProgram, sessionId: string, work: Promise<T>, signal: AbortSignal): Promise<T> {
    let cancelKill = (): void => undefined;
    const stop = (): void => {
      void program.connection.cancel(sessionId).catch(() => undefined);
      cancelKill = this.#after(CANCEL_GRACE_MS, () => this.#programs.kill(program));
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      const result = await work;
      signal.throwIfAborted();
      return result;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      cancelKill();
      signal.removeEventListener('abort', stop);
    }
  }

  async #endOf({ stopReason }: PromptResponse, { isEmpty }: Conversation): Promise<Ending> {
    const { answer } = this.#turn;
    switch (stopReason) {
      case 'refusal':
        return { outcome: 'failed', sentence: REFUSED };
      case 'max_tokens':
        return TOO_LONG;
      case 'max_turn_requests':
        return { outcome: 'limit', sentence: PROGRAM_LIMIT, mayContinue: true };
      default:
    }
    if (!answer.isEmpty) return { outcome: 'answered' };
    if (isEmpty) await this.#turn.note('The program gave an empty answer');
    return { outcome: 'silent' };
  }

  /** Not counted yet. The use through the server is reserved and counted with each request. */
  #useOf(conversation: Conversation, { cost }: AgentSessionRow, promptTokens: number): KnownUse {
    return this.#runs.model === null ? conversation.use(promptTokens, cost) : NO_USE;
  }

  async #count(conversation: Conversation, session: AgentSessionRow, promptTokens: number): Promise<void> {
    if (this.#runs.model === null) await this.#turn.count({ steps: 0, ...this.#useOf(conversation, session, promptTokens) });
    await this.#keep({ ...session, cost: conversation.usage.cost ?? session.cost });
  }

  async #keep(session: AgentSessionRow): Promise<void> {
    await this.#turn.core.write('keepAgentSession', { session: { ...session, marks: JSON.stringify(this.#turn.marks.all) } });
  }

  /** Says that the program is silent, and later gives it up. A program that waits for an approval is not silent. */
  #watch(conversation: Conversation, giveUp: () => void): () => void {
    let silentMs = 0;
    let cancel = (): void => undefined;
    const again = (): void => {
      cancel = this.#after(PROGRAM_SILENT_MS, () => {
        void this.#turn.answer.keepAlive();
        silentMs = conversation.wasActive() ? 0 : silentMs + PROGRAM_SILENT_MS;
        if (silentMs === PROGRAM_SILENT_MS) conversation.note(SILENT_ONCE);
        if (silentMs >= PROGRAM_SILENT_MAX_MS) return giveUp();
        again();
      });
    };
    again();
    return () => cancel();
  }
}

const NO_USE: KnownUse = { input_tokens: 0, output_tokens: 0, cost: null };

/** The reason of a turn that the server ends. */
class Ended extends Error {
  readonly ending: Ending;

  constructor(ending: Ending) {
    super('The server ended the turn.');
    this.ending = ending;
  }
}
