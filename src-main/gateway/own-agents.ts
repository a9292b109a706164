// The agents that the server runs itself: Porter, and those that its owner created.
import path from 'node:path';
import { loadOnce } from '../../src-shared/once.ts';
import { Budgets } from './agents/hosted/budget.ts';
import { announceInterrupted } from './agents/hosted/interrupted.ts';
import { Readiness } from './agents/hosted/readiness.ts';
import { HostedRunner } from './agents/hosted/runner.ts';
import type { LoadWorker } from './agents/hosted/turn.ts';
import { folderProblem } from './agents/model/computer/choice.ts';
import { Door } from './agents/program/door/door.ts';
import { lanaiCommand } from './agents/program/lanai-command.ts';
import { removeOldCopies } from './agents/program/call-files.ts';
import { programCommands } from './agents/program/commands.ts';
import { Programs } from './agents/program/programs.ts';
import { porterRunner } from './agents/porter/porter.ts';
import { startAgents } from './agents/runner.ts';
import type { Commands } from './domain/core.ts';
import { createStoreBytes } from './domain/files/store-bytes.ts';
import { hostedAgentCommands, type PriceOf } from './domain/hosted-agents/commands.ts';
import { agentUseCommands } from './domain/hosted-agents/use.ts';
import { createMcp } from './protocols/mcp/server.ts';
import type { Services } from './services.ts';
import { forgetPutBack, readPutBack } from './store/backup/put-back.ts';

export function ownAgents({ options, core, backups, models, signIns, toolServers, blobs, fileReader, freeBytes }: Services) {
  const { dataDir, version, searchPath, after, now, log } = options;
  const porter = porterRunner({ putBack: readPutBack(dataDir), onPutBackSaid: () => forgetPutBack(dataDir), backups });
  const homeName = (): string => core.directory.home.name;
  const door: Door = new Door({ visitors: () => programs.visitors(), models, answerMcp: createMcp({ version, homeName, log }), log });
  const programs: Programs = new Programs({
    ...{ folders: path.join(dataDir, 'agents'), version, searchPath, env: process.env, after, log },
    lanai: (near) => lanaiCommand(options, near),
    ...{ door: () => door.origin(), kindOf: (providerId) => models.kindOf(providerId) },
  });
  const store = createStoreBytes(core, { blobs, freeBytes });
  const priceOf: PriceOf = async (model) => (await models.factsOf(model)).price;
  const budgets = new Budgets(core, priceOf);
  const loadWorker: LoadWorker = {
    model: loadOnce(async () => {
      const { modelWorkerWithTools } = await import('./agents/model/worker-with-tools.ts');
      return modelWorkerWithTools(models, { store, added: toolServers.servers.source, env: process.env, after, now });
    }),
    program: loadOnce(async () => (await import('./agents/program/worker.ts')).programWorker({ programs, after })),
  };
  const hosted = new HostedRunner(core, {
    ...{ loadWorker, endRest: (agentId: string) => programs.end(agentId) },
    ...{ budgets, files: fileReader, store },
  });
  const readiness = new Readiness(core, budgets, { after, log });
  const follow = (id: string): void => {
    hosted.follow(id);
    readiness.check(id);
  };
  return {
    name: "the server's own agents",
    commands: {
      ...hostedAgentCommands(core, { follow, priceOf, folderProblem: (folder, of) => folderProblem(folder, { tools: of, dataDir }) }),
      ...agentUseCommands(core),
      ...programCommands(core, { programs, signIns }),
      ...toolServers.commands.commands(),
    },
    async start(commands: Commands) {
      await removeOldCopies(path.join(dataDir, 'agents'), log);
      await announceInterrupted(core, log);
      const end = startAgents([porter, hosted], { core, commands, log });
      const stop = readiness.start();
      return async () => {
        stop();
        toolServers.commands.close();
        await end();
        await programs.close();
        await door.close();
      };
    },
  } as const;
}
