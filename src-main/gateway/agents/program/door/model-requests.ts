// The requests of a program to a model, during its turns: within the budget of its agent, and counted in the turn that is working. Of
// several turns at the same time it is the one that began last, because a request does not say to which it belongs.
import { AppError } from '../../../../../src-shared/errors.ts';
import type { ProviderKind } from '../../../../../src-shared/providers.ts';
import { sentenceOf } from '../../../models/errors.ts';
import { costs, type PassedAnswer, type PassedRequest } from '../../../models/pass-on.ts';
import { tokensIn } from '../../hosted/messages.ts';
import type { Visitor, WorkingTurn } from './working.ts';

/** For a request that names no maximum. */
const ANSWER_TOKENS = 4_000;
/** At the same time, of one program. */
const AT_ONCE_MAX = 16;
const NO_TURN = 'No turn is under way. A program may use the model only while it answers a message.';

export interface ProgramModels {
  /** Throws AppError, and what `sentenceOf` explains. */
  passOn(providerId: string, kind: ProviderKind, request: PassedRequest): Promise<PassedAnswer>;
}

export interface ModelRequest extends Pick<PassedRequest, 'method' | 'path' | 'query' | 'headers' | 'signal'> {
  kind: ProviderKind;
  body: Uint8Array | undefined;
}

export class ModelRequests {
  readonly #models: ProgramModels;
  /** By turn: its requests that are under way. */
  readonly #underWay = new Map<WorkingTurn, Set<Promise<unknown>>>();

  constructor(models: ProgramModels) {
    this.#models = models;
  }

  /** Throws AppError. Resolves when the answer begins. */
  async answer({ model, working }: Visitor, request: ModelRequest): Promise<Response> {
    const at = [...working.values()].findLast(({ signal }) => !signal.aborted);
    if (!at) throw new AppError('access_denied', NO_TURN);
    if (model === null) throw new AppError('not_found', 'This agent uses the account of its program.');
    const pass = (): Promise<PassedAnswer> =>
      this.#passOn(model.provider_id, { ...request, signal: AbortSignal.any([request.signal, at.signal]) });
    if (!costs(request)) return responseOf(await pass());
    if ((this.#underWay.get(at)?.size ?? 0) >= AT_ONCE_MAX) throw new AppError('rate_limit_commands');
    return this.#counted(at, request, pass);
  }

  /** When a turn ends: after its last request was counted. */
  async settled(turn: WorkingTurn): Promise<void> {
    await Promise.allSettled([...(this.#underWay.get(turn) ?? [])]);
  }

  /** The tokens stay reserved until the answer has ended. */
  #counted(at: WorkingTurn, { body }: ModelRequest, pass: () => Promise<PassedAnswer>): Promise<Response> {
    const asked = new TextDecoder().decode(body);
    const input = tokensIn(asked);
    const begun = Promise.withResolvers<Response>();
    const work = async (): Promise<void> => {
      const { turn, end } = at;
      const result = await turn.budget.during({ input_tokens: input, output_tokens: answerTokens(asked) }, async () => {
        const answer = await pass();
        begun.resolve(responseOf(answer));
        const used = await answer.used;
        if (answer.status >= 400) return;
        const output = used.output_tokens ?? Math.ceil(used.bytes / BYTES_PER_OUTPUT_TOKEN);
        await turn.count({ steps: 0, input_tokens: used.input_tokens ?? input, output_tokens: output, cost: used.cost });
      });
      if (!('refused' in result)) return;
      end(result.refused);
      throw new AppError('access_denied', result.refused.sentence);
    };
    this.#during(at, work().catch(begun.reject));
    return begun.promise;
  }

  #during(at: WorkingTurn, work: Promise<unknown>): void {
    const underWay = this.#underWay.get(at) ?? new Set();
    this.#underWay.set(at, underWay);
    underWay.add(work);
    void work.finally(() => {
      underWay.delete(work);
      if (underWay.size === 0) this.#underWay.delete(at);
    });
  }

  async #passOn(providerId: string, { kind, ...request }: ModelRequest): Promise<PassedAnswer> {
    try {
      return await this.#models.passOn(providerId, kind, request);
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (request.signal.aborted) throw new AppError('access_denied', NO_TURN, { cause: error });
      throw new AppError('model_failed', sentenceOf(error), { cause: error });
    }
  }
}

/** A stream repeats names with each token. */
const BYTES_PER_OUTPUT_TOKEN = 100;

function responseOf({ status, headers, body }: PassedAnswer): Response {
  return new Response(body, { status, headers });
}

/** The maximum that a request names for its answer. */
function answerTokens(body: string): number {
  const named = /"(?:max_tokens|max_completion_tokens|max_output_tokens)"\s*:\s*(\d{1,7})/.exec(body)?.[1];
  return named === undefined ? ANSWER_TOKENS : Number(named);
}
