// The agents that the server runs itself: Porter, and those that its owner created.
import { announceInterrupted } from './agents/hosted/interrupted.ts';
import { HostedRunner } from './agents/hosted/runner.ts';
import { modelWorker } from './agents/model/worker.ts';
import { porterRunner } from './agents/porter/porter.ts';
import { startAgents } from './agents/runner.ts';
import type { Commands } from './domain/core.ts';
import { hostedAgentCommands } from './domain/hosted-agents/commands.ts';
import type { Services } from './services.ts';
import { forgetPutBack, readPutBack } from './store/backup/put-back.ts';

export function ownAgents({ options, core, models }: Services) {
  const { dataDir, log } = options;
  const porter = porterRunner({ putBack: readPutBack(dataDir), onPutBackSaid: () => forgetPutBack(dataDir) });
  const hosted = new HostedRunner(core, { model: modelWorker(models) });
  return {
    name: "the server's own agents",
    commands: hostedAgentCommands(core, { follow: (id) => hosted.follow(id) }),
    async start(commands: Commands) {
      await announceInterrupted(core, log);
      return startAgents([porter, hosted], { core, commands, log });
    },
  } as const;
}
