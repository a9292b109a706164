// Installs what the lock file asks for and the checkout lacks.
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { at, cacheFolder, run, runNpm, say } from './project.mjs';

/** On an older one npm leaves out, without a word, the programs that are made for each system (the bundler, the linter). */
const OLDEST_NODE_TO_INSTALL_WITH = [20, 19];
/** Comes along with the project's Node where the system's Node, and so perhaps its npm, is older than that. */
const NPM_FOR_OLD_SYSTEMS = '11.19.1';
const QUIETLY = ['--loglevel=error', '--no-audit', '--no-fund'];

export async function ensureInstalled() {
  const lock = await readJson('package-lock.json');
  if (isInstalled(lock, await readJson('node_modules/.package-lock.json'))) return;
  const options = { stdio: ['ignore', process.stderr, process.stderr] };
  const newer = await newerNpmIfNeeded(options);
  say('Installing what package-lock.json asks for (npm ci) …');
  const args = ['ci', ...QUIETLY];
  const { code } = newer ? await run(newer.node, [newer.npm, ...args], options) : await runNpm(args, options);
  if (code !== 0) throw new Error(`npm ci failed with exit code ${code}. Is the npm registry reachable?`);
}

/**
 * Whether node_modules is what package-lock.json says. Optional packages may be absent, but not the ones that are made for this machine.
 * @param {{ packages: Record<string, object> }} lock
 * @param {{ packages: Record<string, object> } | null} installed
 * @param {{ os: string, cpu: string, libc: string }} machine
 */
export function isInstalled(lock, installed, machine = { os: process.platform, cpu: process.arch, libc: libcOfThisMachine() }) {
  if (!installed) return false;
  return Object.entries(lock.packages).every(([folder, wanted]) => {
    if (folder === '') return true;
    const found = installed.packages[folder];
    return found ? found.version === wanted.version : wanted.optional === true && !isMadeFor(machine, wanted);
  });
}

function isMadeFor(machine, { os, cpu, libc }) {
  if (!os?.includes(machine.os) || !cpu?.includes(machine.cpu)) return false;
  return !libc || machine.os !== 'linux' || libc.includes(machine.libc);
}

function libcOfThisMachine() {
  return process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

/** The system's npm is used where it can be: this is for Debian 12, whose own Node is 18. */
async function newerNpmIfNeeded(options) {
  const { output } = await run(process.env.npm_node_execpath ?? 'node', ['--version'], { capture: true });
  const [major = 0, minor = 0] = output.trim().replace('v', '').split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE_TO_INSTALL_WITH;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  const { node: version } = (await readJson('package.json')).devDependencies;
  const folder = path.join(cacheFolder(), `node-${version}`);
  const newer = { node: path.join(folder, 'node_modules/node/bin/node'), npm: path.join(folder, 'node_modules/npm/bin/npm-cli.js') };
  if (existsSync(newer.node) && existsSync(newer.npm)) return newer;
  say(`Node ${output.trim()} is too old to install with; fetching Node ${version} first …`);
  await mkdir(folder, { recursive: true });
  const { code } = await runNpm(['install', '--prefix', folder, `node@${version}`, `npm@${NPM_FOR_OLD_SYSTEMS}`, ...QUIETLY], options);
  if (code !== 0) throw new Error(`Node ${version} could not be fetched from npm (exit code ${code}).`);
  return newer;
}

async function readJson(file) {
  try {
    return JSON.parse(await readFile(at(file), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read: ${error.message}`, { cause: error });
  }
}
