// The requirements of the end-to-end tests for the machine, beyond npm: a browser, an Electron, a display and a session bus.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findTestElectron } from '../electron-runtime.mjs';
import { at, run, say } from './project.mjs';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const HEADLESS_SHELL_NAME = 'chromium-headless-shell';
const CHROMIUM_FILES = {
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['C:/Program Files/Google/Chrome/Application/chrome.exe', 'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe'],
};
const APT_LIMIT_MS = 10 * 60_000;

/**
 * @returns {Promise<{ wrapper: string[], environment: Record<string, string> }>} how Playwright is to be run
 * @throws when something is missing that cannot be installed from here; the message says how to
 */
export async function prepareMachine() {
  if (isBareDebian()) await installFromApt();
  const chromium = findChromium();
  if (!chromium)
    throw new Error('There is no Chromium or Chrome for the end-to-end tests. Install one, or set CHROMIUM_PATH to its program.');
  const shell = findHeadlessShell();
  const browsers = { CHROMIUM_PATH: chromium, ...(shell && { HEADLESS_SHELL_PATH: shell }) };
  return { wrapper: displayAndBus(), environment: { ...browsers, ...(await electronEnvironment()) } };
}

/** As root on Debian or its kin the tests install what they need; no other machine is changed. */
function isBareDebian() {
  const isComplete = findChromium() && findProgram('xvfb-run') && findProgram('dbus-run-session');
  return !isComplete && process.platform === 'linux' && process.getuid() === 0 && findProgram('apt-get') !== null;
}

async function installFromApt() {
  const packages = (await readFile(at('.ci/apt-packages'), 'utf8')).trim().split('\n');
  say(`Installing from apt: ${packages.join(' ')} …`);
  const options = { capture: true, timeoutMs: APT_LIMIT_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update', '--quiet=2'], options);
  const { code, output } = await run('apt-get', ['install', '--yes', '--quiet=2', '--no-install-recommends', ...packages], options);
  if (code !== 0) throw new Error(`apt-get could not install them.\n${output}`);
}

function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  return CHROMIUM_FILES[process.platform]?.find((file) => existsSync(file)) ?? firstOf(CHROMIUM_NAMES, findProgram);
}

/** Null where there is none, and where the tests are to use another browser: then that one runs them all. */
function findHeadlessShell() {
  return process.env.HEADLESS_SHELL_PATH ?? (process.env.CHROMIUM_PATH ? null : findProgram(HEADLESS_SHELL_NAME));
}

/** Handed on, so that every worker uses the one that was found here, and does not look for a download again. */
async function electronEnvironment() {
  const found = await findTestElectron();
  if ('electron' in found) {
    say(`Electron: ${found.electron.origin}.`);
    return { ELECTRON_OVERRIDE_DIST_PATH: found.electron.dist };
  }
  if (process.platform === 'linux' && process.arch === 'x64')
    throw new Error(`There is no Electron for the end-to-end tests: ${found.reason}.`);
  say(`The desktop's end-to-end tests are skipped: ${found.reason}.`);
  return { LANAI_NO_ELECTRON: found.reason };
}

/** A display and a session bus of the tests' own, also where there is one already: windows and notifications would disturb the user. */
function displayAndBus() {
  if (process.platform !== 'linux') return [];
  const display = findProgram('xvfb-run') ? ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1600x1000x24'] : [];
  const bus = findProgram('dbus-run-session') ? ['dbus-run-session', '--'] : [];
  if (display.length === 0 && !process.env.DISPLAY) throw new Error('There is no display for the end-to-end tests. Install xvfb.');
  if (bus.length === 0) throw new Error('There is no dbus-run-session for the end-to-end tests. Install dbus.');
  return [...display, ...bus];
}

function findProgram(name) {
  return firstOf((process.env.PATH ?? '').split(path.delimiter), (folder) =>
    existsSync(path.join(folder, name)) ? path.join(folder, name) : null,
  );
}

function firstOf(values, find) {
  for (const value of values) {
    const found = find(value);
    if (found) return found;
  }
  return null;
}
