import type { Command } from 'commander';
import * as z from 'zod/mini';
import { EXIT } from '../failure.ts';
import { holderUrl } from '../holder.ts';
import { dataFolder } from '../home-options.ts';
import { createOutput } from '../output.ts';

const HEALTH_LIMIT_MS = 3_000;

const Health = z.object({
  status: z.string(),
  version: z.string(),
  uptime_s: z.number(),
});

interface StatusOptions {
  dataDir?: string;
  json?: boolean;
}

export function define(command: Command): void {
  command
    .option('--data-dir <folder>', 'which home (LANAI_HOME, or ~/.lanai)')
    .option('--json', 'the answer as JSON')
    .action(async (options: StatusOptions) => {
      process.exitCode = await status(options);
    });
}

/** Resolves with the exit code: 0 when the home answers, 1 when it does not. */
async function status({ dataDir, json }: StatusOptions): Promise<number> {
  const folder = dataFolder({ dataDir }, process.env);
  const output = createOutput(json);
  const url = holderUrl(folder);
  const health = url === null ? null : await askHealth(url);
  if (url === null || health === null) {
    const sentence = `No home is running on ${folder}. Start one with "lanai serve" or the app.`;
    output.show({ running: false, data_dir: folder }, sentence);
    return EXIT.failed;
  }
  const sentence = `Running at ${url}: version ${health.version}, since ${new Date(Date.now() - health.uptime_s * 1000).toISOString()}.`;
  output.show({ running: true, url, data_dir: folder, ...health }, sentence);
  return EXIT.done;
}

async function askHealth(url: string): Promise<z.infer<typeof Health> | null> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(HEALTH_LIMIT_MS) });
    return Health.parse(await response.json());
  } catch {
    return null;
  }
}
