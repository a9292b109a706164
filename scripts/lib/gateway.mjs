// The gateway without a desktop, on the Node that comes with the project.
import { at, projectNode } from './project.mjs';
import { runInForeground } from './foreground.mjs';

const ENTRY = at('dist/gateway/main.cjs');

/** @returns {Promise<number>} the gateway's exit code */
export async function serve(args, { onReady } = {}) {
  if (!onReady) return (await runInForeground(projectNode(), [ENTRY, ...args])).code;
  const onLine = (line) => {
    const message = JSON.parse(line);
    if (message.event === 'ready') onReady(message);
  };
  return (await runInForeground(projectNode(), [ENTRY, ...args, '--json'], { onLine })).code;
}
