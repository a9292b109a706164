// The gateway without a desktop, on the Node that comes with the project.
import { readFileSync } from 'node:fs';
import { at, projectNode } from './project.mjs';
import { runInForeground } from './foreground.mjs';

const ENTRY = at('dist/gateway/main.cjs');
/** @type {string[]} */
const NODE_FLAGS = JSON.parse(readFileSync(at('src-shared/gateway-flags.json'), 'utf8'));

/** @returns {Promise<number>} the gateway's exit code */
export async function serve(args, { onReady } = {}) {
  if (!onReady) return (await runInForeground(projectNode(), [...NODE_FLAGS, ENTRY, ...args], { isLinked: true })).code;
  const onLine = (line) => {
    const message = JSON.parse(line);
    if (message.event === 'ready') onReady(message);
  };
  return (await runInForeground(projectNode(), [...NODE_FLAGS, ENTRY, ...args, '--json'], { onLine, isLinked: true })).code;
}
