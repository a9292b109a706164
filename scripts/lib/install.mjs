// Installs what the lock file asks for and the checkout lacks.
import { readFile } from 'node:fs/promises';
import { at, runNpm, say } from './project.mjs';

/** Whether node_modules is what package-lock.json says. Packages for other systems are allowed to be absent. */
export function isInstalled(lock, installed) {
  if (!installed) return false;
  return Object.entries(lock.packages).every(([folder, wanted]) => {
    if (folder === '') return true;
    const found = installed.packages[folder];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

export async function ensureInstalled() {
  const lock = await readJson('package-lock.json');
  if (isInstalled(lock, await readJson('node_modules/.package-lock.json'))) return;
  say('Installing what package-lock.json asks for (npm ci) …');
  const { code } = await runNpm(['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (code !== 0) throw new Error(`npm ci failed with exit code ${code}. Is the npm registry reachable?`);
}

async function readJson(file) {
  try {
    return JSON.parse(await readFile(at(file), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read: ${error.message}`, { cause: error });
  }
}
