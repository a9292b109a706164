// npm run package [-- --linux | --mac | --win …]: the app for this system, unpacked, in release; with arguments, installers.
import { findTestElectron } from './electron-runtime.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { runTool, say } from './lib/project.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const wanted = process.argv.slice(2);
  const { args, environment } = await electronArguments();
  say('Packaging …');
  const env = { ...process.env, ...environment, CSC_IDENTITY_AUTO_DISCOVERY: process.env.CSC_IDENTITY_AUTO_DISCOVERY ?? 'false' };
  const { code } = await runTool('electron-builder/cli.js', [...(wanted.length > 0 ? wanted : ['--dir']), '--publish', 'never', ...args], {
    env,
  });
  if (code !== 0) throw new Error('electron-builder failed.');
});

/** Where Electron cannot be had, the packaging itself can still be tried, with the older runtime of the tests. */
async function electronArguments() {
  const found = await findTestElectron();
  if (!('electron' in found)) throw new Error(`${found.reason}, and an app cannot be packaged without Electron.`);
  const { dist, origin, isTestRuntime } = found.electron;
  if (isTestRuntime) say(`NOT TO BE SHIPPED: packaged with ${origin}.`);
  return { args: [`-c.electronDist=${dist}`], environment: isTestRuntime ? { LANAI_TEST_RUNTIME: '1' } : {} };
}
