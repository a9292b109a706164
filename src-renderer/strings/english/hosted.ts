import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** Agents that this home runs. */
export const hostedWords = {
  create: 'Create an agent',
  createText: 'By a model or a program',
  lead: 'This home runs it: a model writes its answers, or a program on this computer works for it.',
  kind: 'Kind of agent',
  kindModel: 'A model',
  kindModelText: 'It answers questions. Nothing to install.',
  kindProgram: 'A program',
  kindProgramText: 'Claude Code, Codex and others: it works with files and commands.',
  loading: 'Loading the models',

  provider: 'Provider',
  noProvider: 'An agent needs a model.',
  noProviderText: 'Start a program such as Ollama or LM Studio on this computer, or add a service with its key.',
  otherProviders: 'Add another provider',
  found: 'Found on this computer',
  use: (name: string) => `Use ${name}`,
  model: 'Model',
  modelsLoading: 'Loading the list of models…',
  noModels: 'This provider has no models. Add one there, then try again.',
  modelMissing: 'Choose a model.',
  toolsUnknown: 'tools: unknown',
  contextUnknown: 'context: unknown',

  firstName: 'Helper',
  nameMissing: 'Enter a name for the agent.',
  instructions: 'Instructions',
  instructionsHint: 'Sent before the messages. Can be empty.',
  draft: {
    purpose: 'Its purpose, in one sentence',
    hint: 'Optional. The model suggests a name and instructions.',
    example: 'Answers questions about our garden',
    suggest: 'Suggest',
    suggested: 'Name and instructions were suggested. Change what you like.',
    undo: 'Undo',
  },
  examples: 'Examples to start from',
  example: {
    helper: 'Helper',
    editor: 'Editor',
    translator: 'Translator',
    planner: 'Planner',
  },
  exampleText: {
    helper: 'Answer questions briefly and plainly. If you do not know, say so. Ask back if a question can be understood in two ways.',
    editor:
      'Improve the texts that you are sent: correct mistakes, shorten long sentences, keep the tone. Reply with the new text, then with at most three remarks.',
    translator:
      'Translate what you are sent. If no language is named: German into English, and everything else into German. Reply only with the translation.',
    planner:
      'Help the room to plan. Collect open questions, suggest next steps with a person and a date for each, and create tasks only if someone asks you to.',
  },
  tools: 'What it may do',
  toolsChoice: { chat: 'Read', room: 'Take part', files: 'Use a folder', commands: 'Run commands' },
  toolsText: {
    chat: 'It reads and searches its rooms. Its answers are all that it writes.',
    room: 'It also writes, reacts and votes in its rooms, and uses tasks and files there.',
    files: 'It also reads and writes the files in one folder of this computer.',
    commands: 'It also runs commands there. You allow each one.',
  },
  toolsElsewhere: 'Folders and commands are set by the owner, in the app on this home’s own computer.',
  folder: 'Folder',
  folderHint: 'The whole path. It reaches no files outside this folder.',
  folderHintCommands: 'The whole path. Commands start there, and can reach other files too.',
  folderMissing: 'Enter the whole path of a folder.',
  callersHint: {
    owner: 'It answers others with a sentence that names you.',
    people: 'They can make it read files there. You are asked before it writes or runs a command.',
  },
  rooms: 'Rooms',
  noRooms: 'It can be added to rooms later.',

  about: 'What it sees, does and remembers',
  sees: (messages: number) =>
    plural(messages, {
      one: 'When it is called, it is sent the last message of that room before the call, with its author and time. Sealed rooms are never sent.',
      other:
        'When it is called, it is sent the last # messages of that room before the call, with their authors and times. Sealed rooms are never sent.',
    }),
  stays: (provider: string, address: string) =>
    `${provider} at ${address} reads them. That is on this home’s computer: no message leaves it.`,
  leaves: (provider: string, address: string) => `Messages leave this home’s computer: ${provider} at ${address} reads them.`,
  does: {
    chat: 'It can read and search rooms that it shares with the person who asks. It changes nothing.',
    room: 'It can write, react, vote, search, use tasks, and read and send files, in rooms that it shares with the person who asks. It creates another agent only after its owner allowed it.',
    files: (folder: string | null) =>
      `It can read and write the text files in ${folder ?? 'the folder'} on this home’s computer. It asks before it writes for others, or after it read words from outside.`,
    commands: (folder: string | null) =>
      `It can run commands in ${folder ?? 'the folder'}, each only after its owner allowed it in the room. A command can reach all that the owner’s account can.`,
  },
  doesLittle: 'This model cannot use tools: it can only write its answer.',
  remembers: 'It remembers nothing else.',

  program: {
    choose: 'Program',
    noneFound: 'No known program was found on this computer. Install one that speaks the Agent Client Protocol, or enter its command.',
    other: 'Another program',
    otherText: 'By its command',
    command: 'Command',
    commandHint: 'A program that speaks the Agent Client Protocol, with its arguments.',
    commandExample: 'claude-agent-acp',
    check: 'Use it',
    trying: 'Starting the program…',
    works: (name: string) => (name === '' ? 'The program works.' : `${name} works.`),
    signedOut: 'The program works, but it is not signed in. Sign in with it in a terminal on this computer, then try again.',
    callers: 'Who can call it',
    callersChoice: { owner: 'Only you', people: 'Everyone in its rooms' },
    callersHint: {
      owner: 'It answers others with a sentence that names you.',
      people: 'They can make it read files here, and change what it changes without asking.',
    },
    mode: 'Mode',
    modeHint: 'As the program names them. Choose one that asks before it acts.',
    modeDefault: 'Default',
    account: 'Account for the model',
    ownAccount: 'That of the program',
    ownAccountHint: 'The one with which the program is signed in.',
    accountHint:
      'Its key stays in Lanai, and each request counts. Claude Code and Qwen Code can use it, others if they read the same variables.',
    folder: 'Folder',
    folderHint: 'The folder in which it works. Empty: one that only it has.',
    does: (folder: string | null) =>
      folder === null
        ? 'It runs on this computer with the rights of your account, in a folder that only it has. It can read other files too.'
        : `It runs on this computer with the rights of your account, in ${folder}. It can read other files too.`,
    asks: 'When it asks for permission, only you can give it, in the room. What it does without asking depends on the program and its mode.',
    remembers: 'It remembers the conversation of each room, and what it writes to its folder.',
    runs: 'Program',
  },

  submit: 'Create agent',
  created: (name: string) => `${name} is ready. Ask it something.`,

  settings: 'Settings',
  settingsLoading: 'Loading its settings',
  save: 'Save settings',
  saved: 'Settings saved.',
  context: 'Earlier messages',
  contextHint: (max: number) => `The most that it is sent when it is called, 0 to ${max}.`,
  steps: 'Steps for one answer',
  stepsHint: (max: number) => `Each use of a tool takes one more, 1 to ${max}.`,
  tokens: 'Tokens in 24 hours',
  tokensHint: 'Empty: no limit. At the limit it stops and says so.',
  wrongNumber: (min: number, max: number) => `Enter a number from ${min} to ${max}.`,
  used: (turns: number, tokens: number) =>
    `${plural(turns, { one: '# answer', other: '# answers' })}, ${plural(tokens, { one: '# token', other: '# tokens' })}`,
  lastDay: 'In the last 24 hours',
  cost: (dollars: string) => `cost ${dollars}`,
  costUnknown: 'cost unknown',
  /** `cost`: words. */
  costPartly: (cost: string, tokens: number) => `${cost}, and unknown for ${tokens.toLocaleString('en')} tokens`,

  runBy: 'Run by',
  thisHome: 'This home. It needs no key.',
  owner: 'Created by',
  pause: 'Pause',
  resume: 'Continue',
  pausedText: 'It is paused and answers nothing.',
  duplicate: 'Duplicate',
  removeText: (name: string) => `${name} stops at once and leaves every room. Its messages stay, under its name.`,

  wakes: 'When it answers',
  wakesNone: 'It is in no room yet.',
  wakeIn: (room: string) => `In ${room}`,
  inRoom: 'When it answers here',
  wakeTitle: (name: string, room: string) => `${name} in ${room}`,
  wakesDirect: 'In a direct conversation it answers every message.',
  wake: {
    called: 'When called',
    unaddressed: 'Also unaddressed messages',
    always: 'Always',
    never: 'Never',
  },
  wakeText: {
    called: 'Messages that mention it, and replies to its messages.',
    unaddressed: 'Also messages without a mention or a reply.',
    always: 'Every message of a person. Agents have to mention it.',
    never: 'No message, even if it is mentioned.',
  },

  turns: {
    title: 'Its answers',
    failed: (why: string) => `The list could not be loaded. ${why}`,
    loading: 'Loading its answers',
    none: 'It has not been called yet',
    noneText: 'Mention it in one of its rooms.',
    more: 'Show earlier answers',
    refresh: 'Refresh',
    byIn: (who: string, room: string) => `${who} in ${room}`,
    unknownPerson: 'An unknown person',
    otherRoom: 'another room',
    now: 'Answering now',
    outcome: {
      answered: 'Answered',
      silent: 'Wrote nothing',
      stopped: 'Stopped',
      limit: 'Reached a limit',
      failed: 'Failed',
      interrupted: 'Interrupted by a restart',
    },
    steps: (count: number) => plural(count, { one: '# step', other: '# steps' }),
    tokens: (input: number, output: number) => `${plural(input, { other: '#' })} tokens in, ${plural(output, { other: '#' })} out`,
    sent: (count: number) => plural(count, { one: '# message sent to the model', other: '# messages sent to the model' }),
    leftOut: (count: number) => plural(count, { one: '# did not fit', other: '# did not fit' }),
    /** `names`: "a guest and another agent". */
    marked: (names: string) => `Read words of ${names}, and so asked before each strong act`,
    mark: {
      guest: 'a guest',
      agent: 'another agent',
      webhook: 'a program',
      file: 'a file',
      web: 'a source outside this home',
    },
  },
};
