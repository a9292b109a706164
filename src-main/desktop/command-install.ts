// The `lanai` command for terminals: a launcher of two lines in a folder of the user's PATH. In a checkout it runs the command there; a
// shipped app keeps a copy of the command in the data folder, because its archive is for Electron alone and an AppImage moves.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandInstalled, CommandState } from '../../src-shared/bridge.ts';

const MARK = 'Made by Lanai';
const LAUNCHER_MODE = 0o755;

export interface CommandInstallOptions {
  /** The command's program, as it came with the app. */
  program: string;
  /** It is in an archive, where no other program can read it. */
  isPacked: boolean;
  /** A Node to run it with, or its name. */
  node: string;
  dataDir: string;
  platform: NodeJS.Platform;
  userHome: string;
  environment: Readonly<Record<string, string | undefined>>;
}

export interface CommandInstall {
  state(): CommandState;
  /** The state afterwards, with the reason when the command is not installed. */
  install(): CommandInstalled;
  /** After an update of the app: the copy of an installed command becomes that of this app. Throws the system's error. */
  refresh(): void;
}

export function createCommandInstall(options: CommandInstallOptions): CommandInstall {
  const { program, isPacked, node, dataDir, platform } = options;
  const folders = pathFolders(options);
  const file = platform === 'win32' ? 'lanai.cmd' : 'lanai';
  const folder = placeFor(options, folders);
  const launcher = path.join(folder, file);
  const runs = isPacked ? path.join(dataDir, 'lanai.cjs') : program;

  function state(): CommandState {
    const found = folders.map((each) => path.join(each, file)).find(isProgram) ?? null;
    const isInstalled = found !== null || isOurs(launcher);
    return { found, folder, is_in_path: folders.includes(folder), call: isPacked && !isInstalled ? [] : [node, runs] };
  }
  return {
    state,
    install() {
      if (existsSync(launcher) && !isOurs(launcher)) return { state: state(), problem: { code: 'not_ours', path: launcher } };
      try {
        if (isPacked) copyWhole(program, runs);
        mkdirSync(folder, { recursive: true });
        writeFileSync(launcher, platform === 'win32' ? windowsText(node, runs) : shellText(node, runs), { mode: LAUNCHER_MODE });
        return { state: state(), problem: null };
      } catch (error) {
        console.warn('The command could not be installed:', error);
        return { state: state(), problem: { code: 'not_written', path: launcher } };
      }
    },
    refresh() {
      const copy = isPacked ? textOf(runs) : null;
      if (copy !== null && copy !== textOf(program)) copyWhole(program, runs);
    },
  };
}

/** In one step: another program may start the copy meanwhile. */
function copyWhole(from: string, to: string): void {
  const unfinished = `${to}.new`;
  writeFileSync(unfinished, readFileSync(from), { mode: 0o600 });
  renameSync(unfinished, to);
}

/** A folder of the user's own in the PATH, before a folder that could be in it. */
function placeFor({ userHome, platform, environment }: CommandInstallOptions, folders: readonly string[]): string {
  if (platform === 'win32') return path.join(environment.LOCALAPPDATA ?? userHome, 'Microsoft', 'WindowsApps');
  const usual = path.join(userHome, '.local', 'bin');
  return [usual, path.join(userHome, 'bin')].find((each) => folders.includes(each)) ?? usual;
}

function pathFolders({ environment, platform }: CommandInstallOptions): string[] {
  const text = environment.PATH ?? environment.Path ?? '';
  return text.split(platform === 'win32' ? ';' : ':').filter((each) => path.isAbsolute(each));
}

function shellText(node: string, program: string): string {
  return `#!/bin/sh
# ${MARK}: Connect an agent, Install command.
command -v ${quoted(node)} >/dev/null || { echo "lanai needs Node 20 or newer: https://nodejs.org" >&2; exit 69; }
exec ${quoted(node)} ${quoted(program)} "$@"
`;
}

function windowsText(node: string, program: string): string {
  return `@rem ${MARK}: Connect an agent, Install command.\r\n@"${node}" "${program}" %*\r\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function isOurs(file: string): boolean {
  return textOf(file)?.includes(MARK) ?? false;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
