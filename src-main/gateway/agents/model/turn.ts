// One turn of an agent: from the message that called it to its answer. The server counts steps and tokens before each request, so that
// no model decides how long it works.
import { AppError } from '../../../../src-shared/errors.ts';
import type { HostedAgentSettings, TurnOutcome } from '../../../../src-shared/hosted-agents.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { ANSWER_TOKENS_MAX } from '../../../../src-shared/limits.ts';
import type { Agent, Message, Participant } from '../../../../src-shared/objects.ts';
import type { Commands, Core } from '../../domain/core.ts';
import { DAY_MS } from '../../domain/hosted-agents/commands.ts';
import type { TurnUse } from '../../domain/hosted-agents/transactions.ts';
import type { Seat } from '../../domain/presence/registry.ts';
import { sentenceOf } from '../../models/errors.ts';
import type { AskModel, ModelMessage, ModelPlace, ModelStep } from '../../models/step.ts';
import { Answer } from './answer.ts';
import { contextOf, tokensIn } from './context.ts';
import { promptFor } from './prompt.ts';
import { noteAs } from './say.ts';
import { actorFor, toolsFor, type TurnTools } from './tools.ts';

const TOO_LONG = 'My answer reached its maximum length. Reply “continue” for the rest.';
const REFUSED = 'The provider of the model refused to answer this.';
const stepsUsed = (count: number): string =>
  `I stopped after ${count} steps, which is my limit for one answer. Reply “continue” to let me work on.`;

/** For models whose context is not known. */
const CONTEXT_TOKENS = 12_000;

export interface TurnDeps {
  core: Core;
  commands: Commands;
  askModel: AskModel;
  /** Throws AppError. */
  placeOf(providerId: string): ModelPlace;
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

/** Never throws. Resolves when everything of the turn has ended. */
export async function takeTurn(deps: TurnDeps, task: Task, signal: AbortSignal): Promise<void> {
  const { core, log } = deps;
  const id = newId();
  const { agent, message, causedBy } = task;
  try {
    await core.write('beginAgentTurn', { id, agent_id: agent.id, room_id: message.room_id, message_id: message.id, caused_by: causedBy });
    const { outcome, sentence } = await new Turn(deps, task, id, signal).run();
    await core.write('endAgentTurn', { id, outcome, failure: sentence ?? null });
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
    const { agent, message, causedBy } = task;
    this.#deps = deps;
    this.#task = task;
    this.#id = id;
    this.#signal = signal;
    const actor = () => actorFor(core, agent.id, message.room_id, causedBy);
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
    const unfinished = outcome === 'limit' || outcome === 'failed' || outcome === 'stopped' ? outcome : null;
    await this.#answer.end({ ...(unfinished && { unfinished }), ...(sentence !== undefined && { sentence }) });
    return ending;
  }

  #failed(error: unknown): Ending {
    if (this.#signal.aborted) return { outcome: 'stopped' };
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
    const { system, messages } = await this.#prepare();
    for (;;) {
      const { steps_max } = this.#settings;
      if (this.#use.steps >= steps_max) return { outcome: 'limit', sentence: stepsUsed(steps_max) };
      const overdrawn = await this.#budgetFault(tokensIn(system) + messages.reduce((sum, each) => sum + tokensOf(each), 0));
      if (overdrawn !== null) return { outcome: 'limit', sentence: overdrawn };
      const step = await this.#step(system, messages);
      if (step.calls.length === 0) return this.#endOf(step);
      this.#answer.pause();
      messages.push({ role: 'assistant', text: step.text, calls: step.calls }, await this.#callTools(step));
    }
  }

  #endOf({ end }: ModelStep): Ending {
    if (end === 'refused') return { outcome: 'failed', sentence: REFUSED };
    if (end === 'length') return { outcome: 'limit', sentence: TOO_LONG };
    return { outcome: this.#answer.isEmpty ? 'silent' : 'answered' };
  }

  async #prepare(): Promise<{ system: string; messages: ModelMessage[] }> {
    const { core } = this.#deps;
    const { agent, message } = this.#task;
    const settings = this.#settings;
    const { room } = core.room(actorFor(core, agent.id, message.room_id, null), message.room_id);
    const earlier = (await core.archiveInOrder.messagesBefore(room.id, message.seq, settings.context_messages)).value.toReversed();
    const participants = this.#participants(room.member_ids, earlier);
    const system = promptFor({
      ...{ agent, room, message, participants, homeName: core.directory.home.name },
      ...{ instructions: settings.instructions, hasTools: true },
    });
    const tokensMax = CONTEXT_TOKENS - tokensIn(system);
    const context = contextOf({ agentId: agent.id, messages: [...earlier, message], participants, tokensMax });
    this.#use.messages_sent = context.sent;
    this.#use.messages_left_out = context.leftOut;
    return { system, messages: context.messages };
  }

  #participants(memberIds: readonly string[], messages: readonly Message[]): Participant[] {
    const { directory } = this.#deps.core;
    const ids = new Set([...memberIds, this.#task.message.author_id, ...messages.map(({ author_id }) => author_id)]);
    return [...ids].flatMap((id) => directory.participant(id) ?? []);
  }

  /** A sentence when the request might use more than the agent may. */
  async #budgetFault(tokens: number): Promise<string | null> {
    const { core } = this.#deps;
    const { tokens_per_day } = this.#settings;
    if (tokens_per_day === null) return null;
    const { value: used } = await core.archiveInOrder.agentUse(this.#task.agent.id, core.now() - DAY_MS);
    if (used.tokens + tokens <= tokens_per_day) return null;
    return `I have used ${used.tokens} of my ${tokens_per_day} tokens for 24 hours. Ask me again later, or ask my owner for a higher limit.`;
  }

  async #step(system: string, messages: readonly ModelMessage[]): Promise<ModelStep> {
    const { askModel, placeOf, core } = this.#deps;
    const { runs } = this.#settings;
    const step = await askModel({
      place: placeOf(runs.provider_id),
      model: runs.model,
      ...{ system, messages, tools: this.#tools.tools, tokensMax: ANSWER_TOKENS_MAX, signal: this.#signal },
      onText: (delta) => this.#answer.write(delta),
    });
    await this.#answer.sent();
    const { input_tokens, output_tokens, cost } = step.usage;
    this.#use.steps += 1;
    // A provider that reports nothing is counted by an estimate: a limit holds with it too.
    this.#use.input_tokens += input_tokens ?? tokensIn(system) + messages.reduce((sum, each) => sum + tokensOf(each), 0);
    this.#use.output_tokens += output_tokens ?? tokensIn(step.text);
    if (cost !== null) this.#use.cost = (this.#use.cost ?? 0) + cost;
    await core.write('noteAgentTurn', { id: this.#id, use: { ...this.#use } });
    return step;
  }

  async #callTools({ calls }: ModelStep): Promise<ModelMessage> {
    const results = [];
    for (const call of calls) {
      this.#signal.throwIfAborted();
      const { result, act } = await this.#tools.run(call, this.#signal);
      results.push(result);
      await noteAs(this.#deps.core, this.#task.agent.id, this.#task.message.room_id, act);
    }
    return { role: 'tool', results };
  }
}

function tokensOf(message: ModelMessage): number {
  if (message.role === 'tool') return message.results.reduce((sum, { text }) => sum + tokensIn(text), 0);
  return tokensIn(message.text) + (message.role === 'assistant' ? tokensIn(JSON.stringify(message.calls)) : 0);
}
