// The reports of a program during a turn: its text, images, acts, plan and use, and the questions that it asks before it acts.
import type { Act, ActOutcome } from '../../../../src-shared/acts.ts';
import { MESSAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { MadeImages } from '../../models/made-images.ts';
import { tokensIn } from '../hosted/messages.ts';
import { stepsUsed, TOO_LONG, type Ending } from '../hosted/ending.ts';
import type { Turn } from '../hosted/turn.ts';
import type { KnownUse } from '../hosted/turn-budget.ts';
import { plainLine } from './plain-line.ts';
import { permissionFor } from './permission.ts';
import { actOf, reported } from './act.ts';
import type { RequestPermissionRequest, RequestPermissionResponse, SessionUpdate, ToolCallUpdate } from './connection.ts';
import { isWritten, shownActOf, withoutFields } from '../hosted/room-tools.ts';
import { toolNamedIn } from './door/tools.ts';
import type { ConversationEvents } from './running-program.ts';

const TITLE_CHARS_MAX = 200;
const UNNAMED = 'An act without a name';
const NOT_STORED = 'An image was left out: the server could not store it.';

/** The words for an act while it runs. People outside the room see them too, so they name no file. */
const DOING: Readonly<Record<string, string>> = {
  read: 'Reading',
  edit: 'Editing',
  delete: 'Deleting',
  move: 'Moving files',
  search: 'Searching',
  execute: 'Running a command',
  fetch: 'Fetching a page',
};

/** An act, as far as the program has reported it. */
type Reported = Pick<ToolCallUpdate, 'kind' | 'rawInput' | 'rawOutput' | 'content'> & { title: string; isNoted: boolean };

export interface ConversationOptions {
  turn: Turn;
  signal: AbortSignal;
  /** Its use in this turn. */
  used(): KnownUse;
  /** Ends the turn. */
  end(ending: Ending): void;
  /** Before the program is given a permission that lasts. */
  onLasting(): Promise<void>;
}

export class Conversation implements ConversationEvents {
  readonly #options: ConversationOptions;
  readonly usage: { tokens: number | null; cost: number | null } = { tokens: null, cost: null };
  text = '';
  readonly #images = new MadeImages();
  #messageId: string | null | undefined;
  /** By the program's own id. */
  readonly #acts = new Map<string, Reported>();
  #wasActive = false;
  #wasHeard = false;
  #questions = 0;
  #asking = 0;
  /** Writes to the store, in their order. */
  #writes: Promise<void> = Promise.resolve();
  /** Of its limits, one after another. */
  #checks: Promise<boolean> = Promise.resolve(true);
  /** It has not begun, so it will cover all that is reported until then. */
  #nextCheck: Promise<boolean> | null = null;

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.text.trim() === '' && this.#images.isEmpty;
  }

  /** In this turn. The program reports the size of its context and the cost of the conversation, or nothing. */
  use(promptTokens: number, costBefore: number): KnownUse {
    const { tokens, cost } = this.usage;
    return {
      input_tokens: Math.max(tokens ?? 0, promptTokens),
      output_tokens: tokensIn(this.text),
      cost: cost === null ? null : cost - (cost >= costBefore ? costBefore : 0),
    };
  }

  /** Whether it reported anything at all. */
  get wasHeard(): boolean {
    return this.#wasHeard;
  }

  /** Whether it reported anything, or waited for a decision, since the last call. */
  wasActive(): boolean {
    const was = this.#wasActive || this.#asking > 0;
    this.#wasActive = false;
    return was;
  }

  /** Resolves when everything that it reported was written and checked. */
  async settled(): Promise<void> {
    await this.#writes;
    await this.#checks;
  }

  onUpdate(update: SessionUpdate): void {
    this.#wasActive = true;
    this.#wasHeard = true;
    if (this.#options.signal.aborted) return;
    switch (update.sessionUpdate) {
      case 'agent_message_chunk':
        if (update.content.type === 'text') this.#write(update.content.text, update.messageId);
        else if (update.content.type === 'image') this.#addImage(update.content.data);
        return;
      case 'tool_call':
      case 'tool_call_update':
        return this.#onAct(update);
      case 'plan':
        return this.#onPlan(update.entries.map(({ status }) => status));
      case 'usage_update':
        this.usage.tokens = update.used;
        if (update.cost?.currency === 'USD') this.usage.cost = update.cost.amount;
        return void this.#keepsLimits();
      default:
        // Thoughts, commands, modes and kinds that are newer than this.
        return;
    }
  }

  async onPermission(request: RequestPermissionRequest, ended: AbortSignal): Promise<RequestPermissionResponse> {
    const { turn, signal } = this.#options;
    this.#questions += 1;
    this.#wasHeard = true;
    this.#endAfter(this.#questions);
    this.#asking += 1;
    try {
      const { toolCallId, title, ...call } = request.toolCall;
      const known = this.#acts.get(toolCallId);
      const act = { ...known, ...reported(call), title: plainLine(title ?? known?.title ?? '', TITLE_CHARS_MAX) || UNNAMED };
      if (!(await this.#keepsLimits())) return NO_ANSWER;
      const answer = await permissionFor(turn, { options: request.options, act }, AbortSignal.any([signal, ended]));
      // The answer may have taken long.
      if (!(await this.#keepsLimits())) return NO_ANSWER;
      if (isLasting(answer, request)) await this.#options.onLasting();
      return answer;
    } finally {
      this.#asking -= 1;
      this.#wasActive = true;
    }
  }

  /** In the order of all that the program reports. */
  note(line: string, act?: Act): void {
    const { turn } = this.#options;
    this.#writes = this.#writes
      .then(() => turn.note(line, act))
      .catch((error: unknown) => turn.log('An act of a program could not be written', error));
  }

  #write(text: string, messageId: string | null | undefined): void {
    const { turn, end } = this.#options;
    if (messageId !== this.#messageId) turn.answer.pause();
    this.#messageId = messageId;
    this.text += text;
    turn.answer.write(text);
    if (this.text.length > MESSAGE_BYTES_MAX) end(TOO_LONG);
  }

  /** Its type and its name are not trusted, and it is not fetched from an address. */
  #addImage(base64: string): void {
    const { turn } = this.#options;
    const { all } = this.#images;
    const count = all.length;
    this.#images.addBase64(base64);
    for (const each of this.#images.lost) turn.images.lose(each);
    for (const bytes of all.slice(count))
      this.#writes = this.#writes
        .then(() => turn.images.add(bytes))
        .catch((error: unknown) => {
          turn.images.lose(NOT_STORED);
          turn.log('An image of a program could not be stored', error);
        });
  }

  #onAct({ toolCallId, title, status, ...update }: ToolCallUpdate): void {
    const { turn } = this.#options;
    const known = this.#acts.get(toolCallId);
    const act: Reported = {
      ...known,
      ...reported(update),
      title: plainLine(title ?? known?.title ?? '', TITLE_CHARS_MAX),
      isNoted: known?.isNoted ?? false,
    };
    this.#acts.set(toolCallId, act);
    if (act.kind === 'fetch') turn.marks.add('web');
    if (!known) {
      turn.answer.pause();
      turn.show('working', DOING[act.kind ?? 'other'] ?? null);
      this.#countAct();
    }
    if (act.isNoted || (status !== 'completed' && status !== 'failed')) return;
    act.isNoted = true;
    turn.show('thinking', null);
    this.#noteAct(act, status === 'failed' ? 'failed' : 'done');
    // Its texts may be large.
    this.#acts.set(toolCallId, { title: act.title, isNoted: true });
  }

  #noteAct(act: Reported, outcome: ActOutcome): void {
    const name = toolNamedIn(act.title);
    if (name === null) return this.note(act.title || UNNAMED, actOf(act, outcome));
    const { kind, line, hides = [] } = shownActOf(name);
    const { output } = actOf(act, outcome);
    const input = JSON.stringify(withoutFields(act.rawInput, hides), null, 2);
    // The output may have words of another room. Later members of this room may not be able to see that one.
    const hasOutput = output !== undefined && outcome === 'failed';
    this.note(line(isWritten(act.rawInput) ? act.rawInput : {}), { kind, outcome, input, ...(hasOutput && { output }) });
  }

  #countAct(): void {
    const { turn } = this.#options;
    this.#writes = this.#writes
      .then(async () => {
        await turn.count({ steps: 1, input_tokens: 0, output_tokens: 0, cost: null });
        await this.#keepsLimits();
      })
      .catch((error: unknown) => turn.log('An act of a program could not be counted', error));
    this.#endAfter(this.#acts.size);
  }

  /** False: it has used more than it may, and its turn ends. Asked with each report of its use, and before each act that it asks for. */
  #keepsLimits(): Promise<boolean> {
    this.#nextCheck ??= this.#checks = this.#checks.then(() => {
      this.#nextCheck = null;
      return this.#checkNow();
    });
    return this.#nextCheck;
  }

  async #checkNow(): Promise<boolean> {
    const { turn, used, end } = this.#options;
    try {
      const ending = await turn.budget.check(used());
      if (ending) end(ending);
      return ending === null;
    } catch (error) {
      turn.log('The limits of a program could not be checked', error);
      return false;
    }
  }

  /** Each act counts, and each question. */
  #endAfter(count: number): void {
    const { turn, end } = this.#options;
    const { steps_max } = turn.settings;
    if (count > steps_max) end(stepsUsed(steps_max));
  }

  #onPlan(statuses: readonly string[]): void {
    const done = statuses.filter((status) => status === 'completed').length;
    if (statuses.length > 0) this.#options.turn.show('working', `${done} of ${statuses.length} steps`, (done / statuses.length) * 100);
  }
}

const NO_ANSWER: RequestPermissionResponse = { outcome: { outcome: 'cancelled' } };

function isLasting({ outcome }: RequestPermissionResponse, { options }: RequestPermissionRequest): boolean {
  return outcome.outcome === 'selected' && options.find(({ optionId }) => optionId === outcome.optionId)?.kind === 'allow_always';
}
