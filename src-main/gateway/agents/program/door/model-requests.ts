// The requests of a program to its model, during its turn: within the budget, and counted in that turn. With a model of the server each
// room has its own process, so a request belongs to one turn.
import { AppError } from '../../../../../src-shared/errors.ts';
import type { ProgramModel } from '../../../../../src-shared/hosted-agents.ts';
import type { ProviderKind } from '../../../../../src-shared/providers.ts';
import { sentenceOf } from '../../../models/errors.ts';
import { costs, type PassedAnswer, type PassedRequest } from '../../../models/pass-on.ts';
import type { KnownUse } from '../../hosted/turn-budget.ts';
import { askedIn, type AskedOfModel } from './model-body.ts';
import { during, type Visitor, type WorkingTurn } from './working.ts';

/** At the same time, of one turn. */
const AT_ONCE_MAX = 8;
const NO_TURN = 'No turn is under way. A program may use the model only while it answers a message.';

export interface ProgramModels {
  /** Throws AppError, and what `sentenceOf` explains. */
  passOn(providerId: string, kind: ProviderKind, request: PassedRequest): Promise<PassedAnswer>;
}

export interface ModelRequest extends Pick<PassedRequest, 'method' | 'path' | 'query' | 'headers' | 'signal'> {
  kind: ProviderKind;
  /** Read once the request is admitted. */
  body(): Promise<Uint8Array | undefined>;
  log(message: string, error: unknown): void;
}

interface Passing {
  at: WorkingTurn;
  model: ProgramModel;
  request: ModelRequest;
}

export class ModelRequests {
  readonly #models: ProgramModels;

  constructor(models: ProgramModels) {
    this.#models = models;
  }

  /** Throws AppError. Resolves when the answer begins. */
  answer({ model, working }: Visitor, request: ModelRequest): Promise<Response> {
    const [at] = [...working.values()].filter(({ signal }) => !signal.aborted);
    if (!at) throw new AppError('access_denied', NO_TURN);
    if (model === null) throw new AppError('not_found', 'This agent uses the account of its program.');
    if (at.underWay.size >= AT_ONCE_MAX) throw new AppError('rate_limit_commands');
    const begun = Promise.withResolvers<Response>();
    let hasBegun = false;
    const work = this.#pass({ at, model, request }, (answer) => {
      hasBegun = true;
      begun.resolve(responseOf(answer));
    }).catch((error: unknown) => {
      begun.reject(error instanceof Error ? error : new Error(String(error)));
      if (hasBegun) request.log('The use of a model could not be counted', error);
    });
    void during(at, work);
    return begun.promise;
  }

  /** The tokens stay reserved until the answer has ended. */
  async #pass({ at, model, request }: Passing, onBegun: (answer: PassedAnswer) => void): Promise<void> {
    const body = await request.body();
    const signal = AbortSignal.any([request.signal, at.signal]);
    const asked = body && askedIn(body, model.model);
    const send = (): Promise<PassedAnswer> => this.#send(model.provider_id, { ...request, body: asked?.body, signal });
    if (!asked || !costs(request)) return onBegun(await send());
    const { turn } = at;
    const result = await turn.budget.during(asked, async () => {
      const answer = await send().catch(async (error: unknown) => {
        // It was sent, and the provider may count it.
        if (signal.aborted) await turn.count({ steps: 0, input_tokens: asked.input_tokens, output_tokens: 0, cost: null });
        throw error;
      });
      onBegun(answer);
      const used = await useOf(answer, asked);
      if (used) await turn.count({ steps: 0, ...used });
    });
    if (!('refused' in result)) return;
    // It fits when its other requests have ended.
    if (at.underWay.size > 1 && result.refused.mayContinue) throw new AppError('rate_limit_commands', result.refused.sentence);
    at.end(result.refused);
    throw new AppError('access_denied', result.refused.sentence);
  }

  async #send(providerId: string, { kind, ...request }: PassedRequest & { kind: ProviderKind }): Promise<PassedAnswer> {
    try {
      return await this.#models.passOn(providerId, kind, request);
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (request.signal.aborted) throw new AppError('access_denied', NO_TURN, { cause: error });
      throw new AppError('model_failed', sentenceOf(error), { cause: error });
    }
  }
}

/** Null: the provider refused the request. An answer that ended early has not said all of its tokens. */
async function useOf({ status, used }: PassedAnswer, asked: AskedOfModel): Promise<KnownUse | null> {
  const { input_tokens, output_tokens, output_estimate, cost, isWhole } = await used;
  if (status >= 400) return null;
  const output = output_tokens === null || !isWhole ? Math.max(output_tokens ?? 0, output_estimate) : output_tokens;
  return { input_tokens: input_tokens ?? asked.input_tokens, output_tokens: output, cost };
}

function responseOf({ status, headers, body }: PassedAnswer): Response {
  return new Response(body, { status, headers });
}
