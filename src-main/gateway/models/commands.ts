// The providers of models: for the owner and admins. A request can bring a key, and no reply has one.
import type { PROVIDER_COMMANDS } from '../../../src-shared/commands/providers.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { newId } from '../../../src-shared/ids.ts';
import type { Model, Provider, ProviderKind } from '../../../src-shared/providers.ts';
import type { ModelRuns, ProgramModel } from '../../../src-shared/hosted-agents.ts';
import type { Lookup } from '../delivery/address.ts';
import { createGuard, type Guard } from '../delivery/guarded.ts';
import type { After } from '../domain/clock.ts';
import type { Commands, Context, Core } from '../domain/core.ts';
import { InFlightCounter } from '../domain/in-flight.ts';
import { mayAdminister, requirePermission } from '../domain/policy.ts';
import type { ProviderRow } from '../store/tables/providers.ts';
import { admittedBaseUrl, nameFor } from './base-url.ts';
import { sentenceOf, withoutKey } from './errors.ts';
import { DRAFT_SYSTEM, DRAFT_TOKENS_MAX, draftOf } from './draft-agent.ts';
import { KnownModels, type ModelFacts } from './model-facts.ts';
import { passOn, type PassedAnswer, type PassedRequest } from './pass-on.ts';
import { findLocal, type LocalPorts } from './find-local.ts';
import { listModels } from './list-models.ts';
import type { ProviderKeys } from './provider-keys.ts';
import { providerFor } from './providers.ts';
import { createAskServer, type AskServer } from './requests.ts';
import { createAskModel, type AskModel, type ModelPlace, type ModelRequest, type ModelStep } from './step.ts';

/** Requests to providers at the same time, for one person. */
const AT_ONCE_MAX = 16;
const TRIAL_MS = 25_000;
const DRAFT_MS = 60_000;
const TRIAL: Once = { system: 'Be brief.', text: 'Say hello in one short sentence.', tokensMax: 32 };
const DRAFT: Omit<Once, 'text'> = { system: DRAFT_SYSTEM, tokensMax: DRAFT_TOKENS_MAX };

type Asked = Pick<ModelRuns, 'provider_id' | 'model'>;

interface Once {
  system: string;
  text: string;
  /** Of the answer. */
  tokensMax: number;
}

export interface ProviderPorts {
  keys: ProviderKeys;
  lookup: Lookup;
  after: After;
  /** Where model servers are looked for. */
  localPorts: LocalPorts;
}

export class ModelProviders {
  readonly #core: Core;
  readonly #ports: ProviderPorts;
  readonly #guard: Guard;
  readonly #askServer: AskServer;
  readonly #askModel: AskModel;
  readonly #known: KnownModels;
  readonly #underWay = new InFlightCounter();
  readonly #closing = new AbortController();

  constructor(core: Core, ports: ProviderPorts) {
    this.#core = core;
    this.#ports = ports;
    this.#guard = createGuard(ports);
    this.#askServer = createAskServer(this.#guard);
    this.#askModel = createAskModel({ guard: this.#guard, after: ports.after });
    this.#known = new KnownModels({ list: (id) => this.#listModels(id, this.#closing.signal), now: core.now, after: ports.after });
  }

  /** Ends requests that are under way. */
  close(): void {
    this.#closing.abort();
  }

  commands(): Pick<Commands, keyof typeof PROVIDER_COMMANDS | 'draft_agent'> {
    const { keys } = this.#ports;
    return {
      list_providers: (context) => {
        this.#requireAdmin(context);
        return { providers: this.#core.directory.providers.all().map((each) => this.#shown(each)), keys_kept: keys.kept };
      },

      add_provider: async (context, { kind, name, base_url, key }) => {
        const baseUrl = await this.#admitted(context, base_url);
        const taken = new Set(this.#core.directory.providers.all().map((each) => each.name.toLowerCase()));
        const provider = { id: newId(), kind, name: name ?? nameFor(baseUrl, taken), base_url: baseUrl };
        this.#core.auditing.note({ facts: { name: provider.name, base_url: baseUrl } });
        // Before the provider: one without its key would look like one that needs none.
        if (key) keys.keep(provider, key);
        const added = await this.#core.write('addProvider', provider).catch((error: unknown) => {
          keys.forgetIfPossible(provider.id);
          throw error;
        });
        return this.#shown(added);
      },

      update_provider: async (context, { provider_id, name, base_url, key }) => {
        this.#requireAdmin(context);
        const before = this.#requireProvider(provider_id);
        const baseUrl = base_url === undefined ? null : await this.#admitted(context, base_url);
        this.#core.auditing.note({ facts: { name: name ?? before.name, ...(baseUrl === null ? {} : { base_url: baseUrl }) } });
        const after = await this.#core.write('updateProvider', { id: provider_id, name: name ?? null, base_url: baseUrl });
        if (key) keys.keep(after, key);
        else if (key === null || keys.stateOf(after) === 'none') keys.forget(provider_id);
        this.#known.forget(provider_id);
        return this.#shown(after);
      },

      remove_provider: async (context, { provider_id }) => {
        this.#requireAdmin(context);
        const { name } = this.#requireProvider(provider_id);
        this.#core.auditing.note({ facts: { name } });
        await this.#core.write('removeProvider', { id: provider_id });
        keys.forgetIfPossible(provider_id);
        this.#known.forget(provider_id);
        return {};
      },

      find_providers: (context) =>
        this.#asking(context, async (signal) => ({ found: await findLocal(this.#askServer, this.#ports.localPorts, signal) })),

      list_models: (context, { provider_id }) =>
        this.#asking(context, async (signal) => ({ models: await this.#listModels(provider_id, signal) })),

      try_model: (context, request) => this.#asking(context, (signal) => this.#try(request, signal)),

      draft_agent: (context, { runs, purpose }) =>
        this.#asking(context, async (signal) => draftOf(await this.#askOnce(runs, DRAFT_MS, { ...DRAFT, text: purpose }, signal))),
    };
  }

  /** One step of an agent. Throws AppError, and what `sentenceOf` explains. */
  ask({ provider_id, model }: ModelRuns, request: Omit<ModelRequest, 'place' | 'model'>): Promise<ModelStep> {
    const place = this.#placeOf(provider_id);
    return withKeyHidden(place, () => this.#askModel({ ...request, model, place }));
  }

  /** Passes a request of a program on. Throws AppError, and what `sentenceOf` explains. */
  async passOn(providerId: string, kind: ProviderKind, request: PassedRequest): Promise<PassedAnswer> {
    const place = this.#placeOf(providerId);
    if (place.kind !== kind) throw new AppError('not_found', 'The model speaks another dialect.');
    return withKeyHidden(place, () => passOn(this.#guard, place, request));
  }

  kindOf(providerId: string): ProviderKind {
    return this.#requireProvider(providerId).kind;
  }

  factsOf({ provider_id, model }: ProgramModel): Promise<ModelFacts> {
    return this.#known.factsOf(provider_id, model);
  }

  async #listModels(providerId: string, signal: AbortSignal): Promise<Model[]> {
    const place = this.#placeOf(providerId);
    return withKeyHidden(place, () => listModels({ askServer: this.#askServer, after: this.#ports.after }, place, signal));
  }

  #placeOf(providerId: string): ModelPlace {
    return providerFor(this.#core.directory.providers, this.#ports.keys, providerId);
  }

  async #try({ provider_id, model }: Asked, signal: AbortSignal) {
    const startedAt = this.#core.now();
    const { text, usage } = await this.#askOnce({ provider_id, model }, TRIAL_MS, TRIAL, signal);
    const { input_tokens, output_tokens } = usage;
    return { text: text.trim(), input_tokens, output_tokens, ms: Math.max(0, this.#core.now() - startedAt) };
  }

  /** One request without tools, within that time. */
  async #askOnce({ provider_id, model }: Asked, ms: number, { system, text, tokensMax }: Once, signal: AbortSignal): Promise<ModelStep> {
    const place = this.#placeOf(provider_id);
    const messages = [{ role: 'user', text }] as const;
    const ask = (ending: AbortSignal): Promise<ModelStep> =>
      this.#askModel({ ...{ place, model, messages, system, tools: [], tokensMax }, signal: ending, onText: () => undefined });
    return withKeyHidden(place, () => this.#guard.within(ms, signal, ask));
  }

  /** Work that waits for another server. Its errors become `model_failed`, with a sentence. */
  async #asking<T>(context: Context, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#requireAdmin(context);
    const { participant_id } = context.actor;
    if (this.#underWay.of(participant_id) >= AT_ONCE_MAX) throw new AppError('rate_limit_commands');
    try {
      const result = await this.#underWay.during(participant_id, () => work(this.#closing.signal));
      this.#requireAdmin({ actor: this.#core.readerNow(context.actor) });
      return result;
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError('model_failed', sentenceOf(error), { cause: error });
    }
  }

  /** The address in its kept form, when the actor may still use it after the look-up of its name. */
  async #admitted(context: Context, address: string): Promise<string> {
    this.#requireAdmin(context);
    const baseUrl = await admittedBaseUrl(address, this.#ports.lookup);
    this.#requireAdmin({ actor: this.#core.readerNow(context.actor) });
    return baseUrl;
  }

  #requireAdmin({ actor }: Pick<Context, 'actor'>): void {
    requirePermission(mayAdminister(this.#core.directory, actor), 'Only the owner or an admin can do that.');
  }

  #requireProvider(id: string): ProviderRow {
    const provider = this.#core.directory.providers.find(id);
    if (!provider) throw new AppError('provider_not_found');
    return provider;
  }

  #shown(provider: ProviderRow): Provider {
    const agent_ids = this.#core.directory.hostedAgents.idsUsing(provider.id);
    return { ...provider, key_state: this.#ports.keys.stateOf(provider), agent_ids };
  }
}

/** For answers of servers that repeat the key. */
async function withKeyHidden<T>({ key }: ModelPlace, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw withoutKey(error, key);
  }
}
