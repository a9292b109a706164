// Programs in Python that tests of `npm run peers` start: scripts/peers.mjs installs them, and names their folder.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function folder(): string {
  const found = process.env.LANAI_PEERS;
  if (!found) throw new Error('Run these tests with `npm run peers`.');
  return found;
}

export function python(): string {
  return path.join(folder(), 'bin', 'python');
}

/** The weights of a small language model. */
export function smallModel(): string {
  return path.join(folder(), 'small-model.gguf');
}

/** A script beside this file. */
export function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
