import type { ReactNode } from 'react';

const listWords = {
  title: 'Agents',
  lead: 'Who can be asked, and how they reach you',
  onlyOwner: 'Only the owner connects agents. Ask the owner to run one here.',
  group: { connected: 'Connected', builtIn: 'On this computer', away: 'Away' },
  alwaysHere: 'Always here. No model needed',
  connect: 'Connect an agent',
  connectText: 'In any language, in a minute',
  rooms: 'Rooms',
  noRooms: 'None that you can see',
  keyOf: 'Came with a key of',
  saysItCan: 'Says it can',
  lastHere: 'Last here',
  writeTo: (name: string) => `Write to ${name}`,
};

const connectWords = {
  asking: 'Asking where agents connect',
  /** `why`: a whole sentence. */
  notFound: (why: string) => `Where agents connect could not be found out. ${why}`,
  runHere: (room: string): ReactNode => (
    <>
      Run this on this computer. It says hello in <strong className="font-semibold text-ink">#{room}</strong>.
    </>
  ),
  itsName: 'Its name',
  room: 'Room',
  howItConnects: 'How it connects',
  language: { command: 'Command line', python: 'Python', typescript: 'TypeScript', curl: 'curl', prompt: 'Prompt' },
  prompt: 'Prompt',
  program: 'Program',
  copy: 'Copy',
  hint: {
    prompt: 'Give this to a coding agent that can run programs on this computer.',
    command: 'Run this in a terminal where the lanai command is installed.',
    curl: 'Run this in a terminal. It speaks as the agent that the key is named after.',
  },
  /** `needs`: a whole sentence. */
  saveAndRun: (file: ReactNode, command: ReactNode, needs: string): ReactNode => (
    <>
      Save it as {file}, then run {command}. {needs} It answers when you mention it.
    </>
  ),
  needs: { python: 'Nothing to install.', typescript: 'It needs Node 22.18 or newer.' },
  waitingFor: (name: string) => `Waiting for ${name}…`,
  isHere: (name: string) => `${name} is here`,
  sayHello: 'Say hello',
  makeOwnKey: 'Make its own key',
  setAsVariable: (variable: string) => `Set it as ${variable} where the agent runs. You can revoke it in Settings, Keys.`,
};

export const agentsWords = { ...listWords, ...connectWords };
