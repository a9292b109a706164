// The gateway without a desktop, on the Node that comes with the project.
import { readFileSync } from 'node:fs';
import { at, projectNode } from './project.mjs';
import { runInForeground } from './foreground.mjs';

const ENTRY = at('dist/gateway/main.cjs');
/** @type {{ nodeFlags: string[], environment: Record<string, string> }} */
const { nodeFlags, environment } = JSON.parse(readFileSync(at('src-shared/gateway-start.json'), 'utf8'));

/** @returns {Promise<number>} the gateway's exit code */
export async function serve(args, { onReady } = {}) {
  const env = { ...environment, ...process.env };
  if (!onReady) return (await runInForeground(projectNode(), [...nodeFlags, ENTRY, ...args], { env, isLinked: true })).code;
  const onLine = (line) => {
    const message = JSON.parse(line);
    if (message.event === 'ready') onReady(message);
  };
  return (await runInForeground(projectNode(), [...nodeFlags, ENTRY, ...args, '--json'], { env, onLine, isLinked: true })).code;
}
