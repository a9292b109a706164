// The agents that the server runs itself: Porter, and those that its owner created.
import { announceInterrupted } from './agents/hosted/interrupted.ts';
import { Readiness } from './agents/hosted/readiness.ts';
import { HostedRunner } from './agents/hosted/runner.ts';
import { modelWorker } from './agents/model/worker.ts';
import { porterRunner } from './agents/porter/porter.ts';
import { startAgents } from './agents/runner.ts';
import type { Commands } from './domain/core.ts';
import { hostedAgentCommands } from './domain/hosted-agents/commands.ts';
import type { Services } from './services.ts';
import { forgetPutBack, readPutBack } from './store/backup/put-back.ts';

export function ownAgents({ options, core, models }: Services) {
  const { dataDir, after, log } = options;
  const porter = porterRunner({ putBack: readPutBack(dataDir), onPutBackSaid: () => forgetPutBack(dataDir) });
  const hosted = new HostedRunner(core, { model: modelWorker(models) });
  const readiness = new Readiness(core, { after, log });
  return {
    name: "the server's own agents",
    commands: hostedAgentCommands(core, {
      follow(id) {
        hosted.follow(id);
        readiness.check(id);
      },
    }),
    async start(commands: Commands) {
      await announceInterrupted(core, log);
      const end = startAgents([porter, hosted], { core, commands, log });
      const stop = readiness.start();
      return () => {
        stop();
        return end();
      };
    },
  } as const;
}
