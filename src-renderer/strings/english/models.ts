import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

export const modelsWords = {
  title: 'Models',
  lead: 'The services and programs that answer for the agents in this Lanai: online, or on your own computer.',
  loading: 'Loading model providers',
  list: 'Model providers',
  none: 'No model providers yet',
  noneText: 'Add a service with its key, or start a program such as Ollama or LM Studio on this Lanai’s computer.',
  keptByKeychain: 'Keys are encrypted with the keychain of this Lanai’s computer. They are not shown again, and are not in backups.',
  keptInFile:
    'Keys are in a file that only the account of this Lanai can read, because no keychain is available on its computer. They are not shown again, and are not in backups.',

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
    other: 'Another OpenAI-compatible server',
    otherAnthropic: 'Another Anthropic-compatible server',
  },
  address: 'Address',
  addressHint: 'Use http:// only for this computer and private networks.',
  addressMissing: 'Enter an address.',
  name: 'Name',
  nameHint: 'If you leave this empty, the name is taken from the address.',
  key: 'Key',
  keyHint: 'Most programs on your own computer need none.',
  keyKept: 'A key is saved. Leave this empty to keep it. If you change the address to another host, enter it again.',
  keyLocked: 'The saved key cannot be read at the moment. Enter it again, or restart Lanai with access to the keychain.',
  deleteKey: 'Delete key',
  deleteKeyOf: (name: string) => `Delete the key of ${name}`,
  deleteKeyText: 'It cannot be restored. Requests to this provider are then sent without a key.',
  save: 'Save',

  checking: 'Checking',
  works: (count: number) => plural(count, { one: 'Works, # model', other: 'Works, # models' }),
  check: 'Check',
  checkOf: (name: string) => `Check ${name}`,
  change: 'Change',
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name}`,
  removeText: 'Its key is deleted. No agent uses this provider.',
  /** `agents`: "Ada and Rune". */
  removeUsed: (agents: string) => `Its key is deleted. These agents cannot answer until you choose another model for them: ${agents}.`,
  removeAction: 'Remove provider',

  modelsOf: (name: string) => `Models of ${name}`,
  showModels: 'Models',
  search: 'Search models',
  noMatch: 'No models match your search.',
  more: (count: number) => plural(count, { one: '# more model. Search for it.', other: '# more models. Search for them.' }),
  /** `size`: "128K". */
  context: (size: string) => `${size}-token context`,
  tools: 'can use tools',
  noTools: 'cannot use tools',
  images: 'sees images',
  noImages: 'sees no images',
  makesImages: 'makes images',
  /** Prices as "$0.15". */
  price: (input: string, output: string) => `${input} in, ${output} out per million tokens`,
  free: 'free',
  try: 'Try',
  tryOf: (model: string) => `Try ${model}`,
  silent: 'The answer was empty.',
  /** `seconds`: "1.2". */
  answered: (seconds: string) => `${seconds} s`,
  tokens: (input: number, output: number) => `${input} tokens in, ${output} out`,
};
