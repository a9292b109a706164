// Builds everything into dist, and knows whether that is still true of the sources.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeNotices } from './notices.mjs';
import { packPluginOfOpenClaw } from './openclaw-plugin.mjs';
import { at, ROOT, runTool, say } from './project.mjs';

const SOURCES = [
  'src-shared',
  'src-main',
  'src-renderer',
  'plugins',
  'resources',
  'vite.config.ts',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
];
const STAMP = 'build.json';
const COMMAND_LINE = 'cli/lanai.cjs';

export async function ensureBuilt() {
  const stamp = await readFile(at('dist', STAMP), 'utf8').catch(() => '{}');
  if (JSON.parse(stamp).sources !== (await hashSources())) await build();
}

/** Builds beside dist and swaps, so that a failed build leaves the last good one, and a running home never sees half of one. */
export async function build() {
  const sources = await hashSources();
  const fresh = `dist.${process.pid}`;
  await buildInto(fresh).catch(async (error) => {
    await rm(at(fresh), { recursive: true, force: true });
    throw error;
  });
  await writeFile(at(fresh, STAMP), JSON.stringify({ sources }));
  await swap(fresh);
}

/** Rebuilds only some environments of vite.config.ts, in place. Nothing is remembered of it: `npm start` builds everything again. */
export async function buildParts(parts) {
  await rm(at('dist', STAMP), { force: true });
  await buildInto('dist', { LANAI_BUILD_PARTS: parts.join(',') });
}

async function buildInto(folder, environment = {}) {
  say('Building …');
  const { code, output, durationMs } = await runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], {
    capture: true,
    // Whatever the shell says (a test runner says `test`): React's development build is a quarter larger, and slower.
    env: { ...process.env, NODE_ENV: 'production', ...environment, LANAI_OUT_DIR: folder },
  });
  if (code !== 0) throw new Error(`The build failed.\n${output}`);
  process.stderr.write(output);
  if (existsSync(at(folder, 'renderer'))) await writeNotices(folder);
  if (existsSync(at(folder, 'renderer')) && existsSync(at(folder, 'openclaw'))) await packPluginOfOpenClaw(folder);
  // npm does this for a package's `bin` when it installs it; here it is run from the checkout.
  if (existsSync(at(folder, COMMAND_LINE))) await chmod(at(folder, COMMAND_LINE), 0o755);
  say(`Built in ${(durationMs / 1000).toFixed(1)} s.`);
}

async function swap(fresh) {
  const old = `${fresh}.old`;
  if (existsSync(at('dist'))) await rename(at('dist'), at(old));
  await rename(at(fresh), at('dist'));
  await rm(at(old), { recursive: true, force: true });
}

/** The files that other tools write or run, and no build reads. */
const NOT_BUILT = /\.test\.tsx?$|\.tsbuildinfo$/;

/** By content, not by time: a checkout or a copy has new times and the same sources. */
export async function hashSources(sources = SOURCES) {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const file of await filesUnder(path.resolve(ROOT, source))) hash.update(path.relative(ROOT, file)).update(await readFile(file));
  return hash.digest('hex');
}

async function filesUnder(start) {
  if (!existsSync(start)) return [];
  const entries = await readdir(start, { withFileTypes: true, recursive: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (entries === null) return [start];
  const files = entries.filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name));
  return files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}
