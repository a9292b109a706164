// The autostart file by which a desktop of Linux opens Lanai at login (Desktop Application Autostart Specification). A file without
// our own line is another program's: it is neither changed nor removed.
import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RunningFailure, type LoginItem, type Start } from './login-item.ts';

const MARK = 'X-Lanai-Autostart=true';
/** The lines that the settings of desktops write into the file when the user turns it off there. */
const TURNED_OFF = ['Hidden=true', 'X-GNOME-Autostart-enabled=false'];

interface AutostartOptions {
  start: Start;
  /** The name of a further home; null for the usual one. */
  home: string | null;
  userHome: string;
  environment: Readonly<Record<string, string | undefined>>;
}

export function createAutostart({ start, home, userHome, environment }: AutostartOptions): LoginItem {
  const folder = path.join(configFolder(environment, userHome), 'autostart');
  const file = path.join(folder, home === null ? 'lanai.desktop' : `lanai-${home}.desktop`);

  function write(): void {
    // A program's path must not have it, and nothing escapes it.
    if (start.program.includes('=')) throw new RunningFailure('bad_program_path', start.program);
    // The new file takes the place of the old one in one step. So a link is never written through.
    const unfinished = `${file}.${randomUUID()}.new`;
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(unfinished, autostartText(start), { flag: 'wx' });
      renameSync(unfinished, file);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  }

  function lines(): string[] | null {
    return ourLines(file);
  }

  function isOn(): boolean {
    const found = lines();
    return found !== null && !TURNED_OFF.some((line) => found.includes(line));
  }

  /** Gives the system's errors a name for the page. */
  function change(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw error instanceof RunningFailure ? error : new RunningFailure('not_written', file, error);
    }
  }

  return {
    isOn,
    set(on) {
      change(() => {
        const isOurs = lines() !== null;
        if (on && !isOurs && exists(file)) throw new RunningFailure('not_ours', file);
        if (on) write();
        else if (isOurs) rmSync(file);
      });
    },
    refresh() {
      // Only the program counts: a start on other ports for once does not change how the home starts at login.
      if (isOn() && !lines()?.includes(programLine(start))) change(write);
    },
  };
}

/** A path that is not absolute is to be ignored (XDG Base Directory Specification). */
function configFolder({ XDG_CONFIG_HOME: folder = '' }: AutostartOptions['environment'], userHome: string): string {
  return path.isAbsolute(folder) ? folder : path.join(userHome, '.config');
}

/** Null where there is no file, or none of ours. A link or a folder is not ours. */
function ourLines(file: string): string[] | null {
  try {
    const lines = lstatSync(file).isFile() ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
    return lines.includes(MARK) ? lines : null;
  } catch {
    return null;
  }
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function autostartText(start: Start): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Lanai',
    'Comment=Opens your home when you log in',
    'Icon=lanai',
    // The system ignores the file when the program is gone.
    programLine(start),
    `Exec=${escaped([start.program, ...start.args].map(quoted).join(' '))}`,
    MARK,
    '',
  ].join('\n');
}

function programLine({ program }: Start): string {
  return `TryExec=${escaped(program)}`;
}

/** An argument of Exec. The percent sign begins a field code. */
function quoted(argument: string): string {
  return `"${argument.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value of the file: it stays on its line. */
function escaped(value: string): string {
  return value.replaceAll(/[\\\n\r\t]/g, (char) => ESCAPES[char] ?? char);
}
