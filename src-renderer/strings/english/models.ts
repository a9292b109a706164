import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

export const modelsWords = {
  title: 'Models',
  lead: 'Where agents that run in this Lanai get their answers: a service, or a program on a computer of yours.',
  loading: 'Loading model providers',
  list: 'Model providers',
  none: 'No model providers yet',
  noneText: 'Add a service with its key, or start a program such as Ollama or LM Studio on this Lanai’s computer.',
  keptByKeychain: 'Keys are encrypted with the keychain of this Lanai’s computer. They are not shown again, and no backup has them.',
  keptInFile:
    'Keys are in a file that only the account of this Lanai can read, because its computer gives it no keychain. They are not shown again, and no backup has them.',

  found: 'Found on this Lanai’s computer',
  foundModels: (count: number) => plural(count, { one: '# model', other: '# models' }),
  addFound: 'Add',
  addFoundOf: (name: string) => `Add ${name}`,

  add: 'Add provider',
  newOne: 'New model provider',
  changeOf: (name: string) => `Change ${name}`,
  what: 'Provider',
  presets: {
    anthropic: 'Anthropic',
    openai: 'OpenAI',
    openrouter: 'OpenRouter',
    other: 'Another server that speaks as OpenAI does',
    otherAnthropic: 'Another server that speaks as Anthropic does',
  },
  address: 'Address',
  addressHint: 'http:// only for this computer and private networks.',
  addressMissing: 'Enter an address.',
  name: 'Name',
  nameHint: 'If empty, it is named after its address.',
  key: 'Key',
  keyHint: 'Not needed for most programs on a computer of yours.',
  keyKept: 'There is a key. Leave this empty to keep it. For an address at another host, enter it again.',
  keyLocked: 'Enter the key again.',
  save: 'Save',

  checking: 'Checking',
  works: (count: number) => plural(count, { one: 'Works, # model', other: 'Works, # models' }),
  check: 'Check',
  checkOf: (name: string) => `Check ${name}`,
  change: 'Change',
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name}`,
  removeText: 'Its key is deleted. No agent uses it.',
  /** `agents`: "Ada and Rune". */
  removeUsed: (agents: string) => `Its key is deleted. Agents that do not answer until they have another model: ${agents}.`,
  removeAction: 'Remove provider',

  modelsOf: (name: string) => `Models of ${name}`,
  showModels: 'Models',
  search: 'Search models',
  noMatch: 'No model has this in its name.',
  more: (count: number) => plural(count, { one: '# more model. Search for it.', other: '# more models. Search for them.' }),
  /** `size`: "128K". */
  context: (size: string) => `${size} tokens of context`,
  tools: 'can use tools',
  noTools: 'cannot use tools',
  /** Prices as "$0.15". */
  price: (input: string, output: string) => `${input} in, ${output} out per million tokens`,
  free: 'free',
  try: 'Try',
  tryOf: (model: string) => `Try ${model}`,
  silent: 'It answered without words.',
  /** `seconds`: "1.2". */
  answered: (seconds: string) => `${seconds} s`,
  tokens: (input: number, output: number) => `${input} tokens in, ${output} out`,
};
