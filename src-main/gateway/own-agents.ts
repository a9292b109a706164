// The agents that the server runs itself: Porter, and those that its owner created.
import { announceInterrupted } from './agents/model/interrupted.ts';
import { ModelRunner } from './agents/model/runner.ts';
import { porterRunner } from './agents/porter/porter.ts';
import { startAgents } from './agents/runner.ts';
import type { Commands } from './domain/core.ts';
import { hostedAgentCommands } from './domain/hosted-agents/commands.ts';
import type { Services } from './services.ts';
import { forgetPutBack, readPutBack } from './store/backup/put-back.ts';

export function ownAgents({ options, core, models }: Services) {
  const { dataDir, log } = options;
  const porter = porterRunner({ putBack: readPutBack(dataDir), onPutBackSaid: () => forgetPutBack(dataDir) });
  const modelAgents = new ModelRunner(core, models);
  return {
    name: "the server's own agents",
    commands: hostedAgentCommands(core, { follow: (id) => modelAgents.follow(id) }),
    async start(commands: Commands) {
      await announceInterrupted(core, log);
      return startAgents([porter, modelAgents], { core, commands, log });
    },
  } as const;
}
