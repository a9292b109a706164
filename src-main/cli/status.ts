import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';

const HEALTH_LIMIT_MS = 3_000;

/** What a running gateway leaves in its data folder. */
const Holder = z.object({ pid: z.number(), url: z.optional(z.string()) });
const Health = z.object({
  status: z.string(),
  version: z.string(),
  uptime_s: z.number(),
  connections: z.number(),
  rooms: z.number(),
  messages: z.number(),
});

/** Resolves with the exit code: 0 when the home answers, 1 when it does not. */
export async function status({ dataDir, json = false }: { dataDir?: string; json?: boolean }): Promise<number> {
  const folder = path.resolve(dataDir ?? process.env.LANAI_HOME ?? path.join(homedir(), '.lanai'));
  const url = holderUrl(folder);
  const health = url === null ? null : await askHealth(url);
  if (url === null || health === null) {
    process.stdout.write(
      json
        ? `${JSON.stringify({ running: false, data_dir: folder })}\n`
        : `No home is running on ${folder}. Start one with "lanai serve" or the app.\n`,
    );
    return 1;
  }
  const { rooms, messages, connections } = health;
  const sentence = `Running at ${url}: ${rooms} rooms, ${messages} messages, ${connections} connected.`;
  process.stdout.write(json ? `${JSON.stringify({ running: true, url, data_dir: folder, ...health })}\n` : `${sentence}\n`);
  return 0;
}

function holderUrl(folder: string): string | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(path.join(folder, 'holder.json'), 'utf8'))).url ?? null;
  } catch {
    return null;
  }
}

async function askHealth(url: string): Promise<z.infer<typeof Health> | null> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(HEALTH_LIMIT_MS) });
    return Health.parse(await response.json());
  } catch {
    return null;
  }
}
