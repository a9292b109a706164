import { Option, type Command } from 'commander';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { ProviderKind, type FoundServer, type Model, type Provider } from '../../../src-shared/providers.ts';
import { Failure, UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, oneLine, type Table } from '../output.ts';
import { withClient } from '../session.ts';
import { readSecret } from '../stdin.ts';
import { isCalled } from './people.ts';

const ANTHROPIC = 'https://api.anthropic.com/v1';

interface KeyOptions extends AgentOptions {
  apiKeyFile?: string;
}

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('the providers of models, and whether they work')).action(list);
  withAgent(command.command('find').description('model servers on the computer of the home')).action(async (options: AgentOptions) => {
    const { found } = await withClient(options, (client) => client.request('find_providers', {}, COMMANDS.find_providers.reply));
    createOutput(options.json).list(found, FOUND);
  });
  withKeyFile(withAgent(command.command('add').description('add a provider')))
    .argument('<kind>', `what it speaks: ${ProviderKind.options.join(' or ')}`)
    .argument('[url]', 'its address, such as http://127.0.0.1:11434/v1; left out for Anthropic')
    .option('--called <name>', 'its name here; left out: that of its host')
    .action(add);
  withKeyFile(withAgent(command.command('update').description('change a provider')))
    .argument('<provider>', 'a name or an id')
    .option('--called <name>', 'its new name')
    .option('--at <url>', 'its new address; another host needs the key again')
    .addOption(new Option('--no-api-key', 'delete its key'))
    .action(update);
  withAgent(command.command('check').description('whether a provider works, and its models'))
    .argument('<provider>', 'a name or an id')
    .option('--try <model>', 'ask this model for a few words too')
    .action(check);
  withAgent(command.command('remove').description('remove a provider and its key'))
    .argument('<provider>', 'a name or an id')
    .action(async (which: string, options: AgentOptions) => {
      const removed = await withClient(options, async (client) => {
        const provider = await providerCalled(client, which);
        await client.request('remove_provider', { provider_id: provider.id }, COMMANDS.remove_provider.reply);
        return provider;
      });
      createOutput(options.json).show(removed, `${oneLine(removed.name)} is removed.`);
    });
}

function withKeyFile(command: Command): Command {
  return command.option('--api-key-file <path>', 'the API key of the provider is in this file; "-" reads it from stdin');
}

type Checked = Provider & ({ models: Model[] } | { problem: string });

async function list(options: AgentOptions): Promise<void> {
  const output = createOutput(options.json);
  const { checked, kept } = await withClient(options, async (client) => {
    const { providers, keys_kept } = await client.request('list_providers', {}, COMMANDS.list_providers.reply);
    const each: Checked[] = [];
    // One after another: a connection answers its requests in order, and each has its own time.
    for (const provider of providers) each.push(await checkedBy(client, provider));
    return { kept: keys_kept, checked: each };
  });
  output.list(checked, PROVIDERS);
  if (!options.json && kept === 'file' && checked.some(({ key_state }) => key_state === 'kept'))
    output.notice('The keys are in a file of the home that only its account can read.');
}

async function checkedBy(client: AgentClient, provider: Provider): Promise<Checked> {
  try {
    return { ...provider, ...(await client.request('list_models', { provider_id: provider.id }, COMMANDS.list_models.reply)) };
  } catch (error) {
    if (error instanceof AppError) return { ...provider, problem: error.message };
    throw error;
  }
}

async function add(
  kind: string,
  url: string | undefined,
  { called, apiKeyFile, ...options }: KeyOptions & { called?: string },
): Promise<void> {
  const known = ProviderKind.safeParse(kind);
  if (!known.success) throw new UsageError(`"${kind}" is no kind: they are ${ProviderKind.options.join(' and ')}.`);
  const base_url = url ?? (known.data === 'anthropic' ? ANTHROPIC : undefined);
  if (base_url === undefined) throw new UsageError('Give the address of the provider.');
  const key = apiKeyFile === undefined ? undefined : await readSecret(apiKeyFile);
  const request = { kind: known.data, name: called, base_url, key };
  const ask = (client: AgentClient) => client.request('add_provider', request, COMMANDS.add_provider.reply);
  const added = await withClient(options, ask, { isRepeatable: false });
  createOutput(options.json).show(
    added,
    `${oneLine(added.name)} is added. "lanai models check ${oneLine(added.name)}" says whether it works.`,
  );
}

interface UpdateOptions extends KeyOptions {
  called?: string;
  at?: string;
  /** False with --no-api-key. */
  apiKey: boolean;
}

async function update(which: string, { called, at, apiKeyFile, apiKey, ...options }: UpdateOptions): Promise<void> {
  if (!apiKey && apiKeyFile !== undefined) throw new UsageError('Either --api-key-file or --no-api-key.');
  if (called === undefined && at === undefined && apiKeyFile === undefined && apiKey)
    throw new UsageError('Say what to change: --called, --at, --api-key-file or --no-api-key.');
  const key = apiKeyFile === undefined ? (apiKey ? undefined : null) : await readSecret(apiKeyFile);
  const updated = await withClient(options, async (client) => {
    const { id } = await providerCalled(client, which);
    return client.request('update_provider', { provider_id: id, name: called, base_url: at, key }, COMMANDS.update_provider.reply);
  });
  createOutput(options.json).show(
    updated,
    `${oneLine(updated.name)} is at ${oneLine(updated.base_url)}, ${KEY_STATES[updated.key_state]}.`,
  );
}

async function check(which: string, { try: model, ...options }: AgentOptions & { try?: string }): Promise<void> {
  const output = createOutput(options.json);
  await withClient(options, async (client) => {
    const { id } = await providerCalled(client, which);
    const { models } = await client.request('list_models', { provider_id: id }, COMMANDS.list_models.reply);
    output.list(models, MODELS);
    if (model === undefined) return;
    const answer = await client.request('try_model', { provider_id: id, model }, COMMANDS.try_model.reply);
    output.show(answer, `${oneLine(model)} answered in ${(answer.ms / 1000).toFixed(1)} s: ${oneLine(answer.text)}`);
  });
}

export async function providerCalled(client: AgentClient, which: string): Promise<Provider> {
  const { providers } = await client.request('list_providers', {}, COMMANDS.list_providers.reply);
  const provider = providers.find(({ id }) => id === which) ?? providers.find(isCalled(which));
  if (!provider) throw new Failure(`There is no model provider called "${oneLine(which)}".`);
  return provider;
}

const KEY_STATES: Record<Provider['key_state'], string> = {
  none: 'without a key',
  kept: 'with a key',
  locked: 'with a key that is locked',
};

const PROVIDERS: Table<Checked> = {
  head: ['NAME', 'KIND', 'ADDRESS', 'KEY', 'STATE', 'ID'],
  row: (provider) => [
    ...[provider.name, provider.kind, provider.base_url, provider.key_state],
    'problem' in provider ? provider.problem : `works, ${provider.models.length} ${provider.models.length === 1 ? 'model' : 'models'}`,
    provider.id,
  ],
  none: 'There are no model providers. "lanai models find" looks for model servers on the computer of the home.',
};

const FOUND: Table<FoundServer> = {
  head: ['NAME', 'KIND', 'ADDRESS', 'MODELS'],
  row: ({ name, kind, base_url, model_count }) => [name, kind, base_url, String(model_count)],
  none: 'No model server answers at the usual ports: Ollama, LM Studio, llama.cpp, vLLM.',
};

const MODELS: Table<Model> = {
  head: ['MODEL', 'CONTEXT', 'TOOLS', 'IMAGES', 'USD IN/OUT PER MILLION TOKENS'],
  row: ({ id, context_tokens, tools, images, price }) => [
    id,
    context_tokens === null ? '' : String(context_tokens),
    tools === null ? '' : tools ? 'yes' : 'no',
    images === null ? '' : images ? 'yes' : 'no',
    price === null ? '' : `${price.input} / ${price.output}`,
  ],
  none: 'It works, and has no models yet.',
};
