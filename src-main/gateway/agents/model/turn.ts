// One turn of an agent: from the message that called it to its answer. The server counts steps and tokens before each request, so that
// no model decides how long it works.
import { AppError } from '../../../../src-shared/errors.ts';
import type { AgentRuns, HostedAgentSettings, TurnOutcome } from '../../../../src-shared/hosted-agents.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { ANSWER_TOKENS_MAX } from '../../../../src-shared/limits.ts';
import type { Agent, Message, Participant } from '../../../../src-shared/objects.ts';
import type { Commands, Core } from '../../domain/core.ts';
import type { TurnUse } from '../../domain/hosted-agents/transactions.ts';
import { unlessAborted } from '../../domain/unless-aborted.ts';
import type { Seat } from '../../domain/presence/registry.ts';
import { refusesTools, sentenceOf } from '../../models/errors.ts';
import type { ModelFacts } from '../../models/model-facts.ts';
import type { ModelMessage, ModelRequest, ModelStep, ModelTool, ToolResult } from '../../models/step.ts';
import { Answer } from './answer.ts';
import type { TokenBudgets } from './budget.ts';
import { contextOf, fit, messagesFor, tokensIn, tokensOf, type Prompt } from './context.ts';
import { promptFor } from './prompt.ts';
import { noteAs, sayAs } from './say.ts';
import { actorFor, toolsFor, type TurnTools } from './tools.ts';

const TOO_LONG = 'My answer reached its maximum length. Reply “continue” for the rest.';
const REFUSED = 'The provider of the model refused to answer this.';
const stepsUsed = (count: number): string =>
  `I stopped after ${count} steps, which is my limit for one answer. Reply “continue” to let me work on.`;

/** For models whose context is not known. */
const CONTEXT_TOKENS = 12_000;
/** A longer prompt costs more than it helps. */
const CONTEXT_TOKENS_MAX = 32_000;
const TOOLS_CONTEXT_TOKENS = 8_000;
/** Tools that one step calls. */
const CALLS_MAX = 16;
/** Of one result. */
const RESULT_CHARS_MAX = 30_000;

/** The providers of models. */
export interface Models {
  /** Throws AppError, and what `sentenceOf` explains. */
  ask(runs: AgentRuns, request: Omit<ModelRequest, 'place' | 'model'>): Promise<ModelStep>;
  factsOf(runs: AgentRuns): Promise<ModelFacts>;
}

export interface TurnDeps {
  core: Core;
  commands: Commands;
  models: Models;
  budgets: TokenBudgets;
  seat: Seat;
  log(message: string, error: unknown): void;
}

export interface Task {
  agent: Agent;
  message: Message;
  /** The person whose message led here; null: not known. */
  causedBy: string | null;
}

interface Ending {
  outcome: TurnOutcome;
  /** For the room. */
  sentence?: string;
}

/** The reason of the signal when the server ends: the next start announces the turn. */
export class ServerEnds extends Error {}

/** Never throws. Resolves when everything of the turn has ended. */
export async function takeTurn(deps: TurnDeps, task: Task, signal: AbortSignal): Promise<void> {
  const { core, log } = deps;
  const id = newId();
  const { agent, message, causedBy } = task;
  const turn = { id, agent_id: agent.id, room_id: message.room_id, message_id: message.id, caused_by: causedBy };
  try {
    await core.write('beginAgentTurn', { turn });
    const { outcome, sentence } = await new Turn(deps, task, id, signal).run();
    if (outcome !== 'interrupted') await core.write('endAgentTurn', { id, outcome, failure: sentence ?? null });
  } catch (error) {
    log('A turn of an agent failed', error);
    await core.write('endAgentTurn', { id, outcome: 'failed', failure: null }).catch(() => undefined);
  }
}

class Turn {
  readonly #deps: TurnDeps;
  readonly #task: Task;
  readonly #id: string;
  readonly #signal: AbortSignal;
  readonly #answer: Answer;
  readonly #tools: TurnTools;
  readonly #use: TurnUse = { steps: 0, input_tokens: 0, output_tokens: 0, cost: null, messages_sent: 0, messages_left_out: 0 };

  constructor(deps: TurnDeps, task: Task, id: string, signal: AbortSignal) {
    const { core, commands, seat, log } = deps;
    const { agent, message } = task;
    this.#deps = deps;
    this.#task = task;
    this.#id = id;
    this.#signal = signal;
    const actor = () => actorFor(core, agent.id, message.room_id);
    this.#answer = new Answer(
      core,
      { actor: actor(), seat },
      { room_id: message.room_id, reply_to: message.id, thread_id: message.thread_id },
    );
    this.#tools = toolsFor({ core, commands, seat, actor, log });
  }

  async run(): Promise<Ending> {
    const ending = await this.#work().catch((error: unknown) => this.#failed(error));
    const { outcome, sentence } = ending;
    const unfinished = outcome === 'answered' || outcome === 'silent' ? null : outcome;
    try {
      await this.#answer.end({ ...(unfinished && { unfinished }), ...(sentence !== undefined && { sentence }) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // There are too many streams, or the message that it answers is gone. The text is a message all the same.
      await sayAs(this.#deps.core, this.#task.agent.id, { room_id: this.#task.message.room_id }, this.#answer.contentWith(sentence), null);
    }
    return ending;
  }

  #failed(error: unknown): Ending {
    if (this.#signal.aborted) return { outcome: this.#signal.reason instanceof ServerEnds ? 'interrupted' : 'stopped' };
    // Words for a person, without an address or a key.
    const sentence = sentenceOf(error);
    if (!(error instanceof AppError)) this.#deps.log('An agent could not answer', new Error(sentence));
    return { outcome: 'failed', sentence };
  }

  get #settings(): HostedAgentSettings {
    const settings = this.#deps.core.directory.hostedAgents.find(this.#task.agent.id);
    if (!settings) throw new AppError('agent_not_found');
    return settings;
  }

  async #work(): Promise<Ending> {
    const { system, messages, limits } = await unlessAborted(this.#prepare(), this.#signal);
    for (;;) {
      fit(messages, limits.contextTokens - limits.answerTokens - tokensOf({ system, tools: this.#toolsFor(limits), messages: [] }));
      const { steps_max, tokens_per_day } = this.#settings;
      if (this.#use.steps >= steps_max) return { outcome: 'limit', sentence: stepsUsed(steps_max) };
      const request = { system, messages, tools: this.#toolsFor(limits), tokensMax: limits.answerTokens };
      const tokens = tokensOf(request) + request.tokensMax;
      const result = await this.#deps.budgets.during(this.#task.agent.id, tokens_per_day, tokens, () => this.#step(request));
      if ('refused' in result) return { outcome: 'limit', sentence: result.refused };
      const step = result.done;
      if (step === 'without tools') {
        limits.hasTools = false;
        continue;
      }
      if (step.calls.length === 0) return this.#endOf(step);
      this.#answer.pause();
      messages.push({ role: 'assistant', text: step.text, calls: step.calls }, await this.#callTools(step, limits));
    }
  }

  async #endOf({ end }: ModelStep): Promise<Ending> {
    if (end === 'refused') return { outcome: 'failed', sentence: REFUSED };
    if (end === 'length') return { outcome: 'limit', sentence: TOO_LONG };
    if (!this.#answer.isEmpty) return { outcome: 'answered' };
    if (!this.#answer.isSilent) await noteAs(this.#deps.core, this.#task.agent.id, this.#task.message, 'The model gave an empty answer');
    return { outcome: 'silent' };
  }

  async #prepare() {
    const { core, models } = this.#deps;
    const { agent } = this.#task;
    const settings = this.#settings;
    const limits = limitsFor(await models.factsOf(settings.runs));
    // The message may have been changed while the turn waited for another.
    const message = (await core.archiveInOrder.message(this.#task.message.room_id, this.#task.message.id)).value ?? this.#task.message;
    const { room } = core.room(actorFor(core, agent.id, message.room_id), message.room_id);
    const messages = await messagesFor(core, message, settings.context_messages);
    const participants = this.#participants(room.member_ids, messages);
    const system = promptFor({
      ...{ agent, room, message, participants, homeName: core.directory.home.name },
      ...{ instructions: settings.instructions, hasTools: limits.hasTools },
    });
    const tokensMax = limits.contextTokens - limits.answerTokens - tokensOf({ system, tools: this.#toolsFor(limits), messages: [] });
    const context = contextOf({ agentId: agent.id, messages, participants, tokensMax });
    this.#use.messages_sent = context.sent;
    this.#use.messages_left_out = context.leftOut;
    return { system, messages: context.messages, limits };
  }

  #toolsFor({ hasTools }: Limits): readonly ModelTool[] {
    return hasTools ? this.#tools.tools : [];
  }

  #participants(memberIds: readonly string[], messages: readonly Message[]): Participant[] {
    const { directory } = this.#deps.core;
    const ids = new Set([...memberIds, this.#task.message.author_id, ...messages.map(({ author_id }) => author_id)]);
    return [...ids].flatMap((id) => directory.participant(id) ?? []);
  }

  /** `without tools`: the model cannot use any, and the request is to be repeated without them. */
  async #step(request: Prompt & Pick<ModelRequest, 'tokensMax'>): Promise<ModelStep | 'without tools'> {
    const { models } = this.#deps;
    let text = '';
    const onText = (delta: string): void => {
      this.#answer.requireOpen();
      text += delta;
      this.#answer.write(delta);
    };
    try {
      const step = await models.ask(this.#settings.runs, { ...request, signal: this.#signal, onText });
      await this.#answer.sent();
      await this.#count(request, step);
      return step;
    } catch (error) {
      if (this.#use.steps === 0 && request.tools.length > 0 && refusesTools(error)) return 'without tools';
      // The provider may count an answer that was stopped.
      if (text !== '' || this.#signal.aborted)
        await this.#count(request, { text, usage: { input_tokens: null, output_tokens: null, cost: null } });
      throw error;
    }
  }

  /** A provider that reports nothing is counted by an estimate: a limit holds with it too. */
  async #count(request: Prompt, { text, usage }: Pick<ModelStep, 'text' | 'usage'>): Promise<void> {
    const [input, output] = [usage.input_tokens ?? tokensOf(request), usage.output_tokens ?? tokensIn(text)];
    this.#use.steps += 1;
    this.#use.input_tokens += input;
    this.#use.output_tokens += output;
    if (usage.cost !== null) this.#use.cost = (this.#use.cost ?? 0) + usage.cost;
    const added = { tokens: input + output, cost: usage.cost };
    await this.#deps.core.write('noteAgentTurn', { id: this.#id, agent_id: this.#task.agent.id, use: { ...this.#use }, added });
  }

  async #callTools({ calls }: ModelStep, { contextTokens, answerTokens }: Limits): Promise<ModelMessage> {
    const charsMax = Math.min(RESULT_CHARS_MAX, contextTokens - answerTokens);
    const results: ToolResult[] = [];
    for (const [index, call] of calls.entries()) {
      this.#signal.throwIfAborted();
      if (index >= CALLS_MAX) {
        results.push({ call, text: `At most ${CALLS_MAX} calls at a time.`, isError: true });
        continue;
      }
      const { result, act } = await this.#tools.run(call, { signal: this.#signal, charsMax });
      results.push(result);
      await noteAs(this.#deps.core, this.#task.agent.id, this.#task.message, act);
    }
    return { role: 'tool', results };
  }
}

interface Limits {
  contextTokens: number;
  answerTokens: number;
  hasTools: boolean;
}

function limitsFor({ context_tokens, tools }: ModelFacts): Limits {
  const contextTokens = Math.min(context_tokens ?? CONTEXT_TOKENS, CONTEXT_TOKENS_MAX);
  // The descriptions of the tools take a good part of a small context.
  const hasTools = tools !== false && contextTokens >= TOOLS_CONTEXT_TOKENS;
  return { contextTokens, hasTools, answerTokens: Math.min(ANSWER_TOKENS_MAX, Math.floor(contextTokens / 4)) };
}
