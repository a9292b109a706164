import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCommandInstall, type CommandInstallOptions } from './command-install.ts';

let home: string;
let options: CommandInstallOptions;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "lanai o'hara "));
  const program = path.join(home, 'lanai.cjs');
  writeFileSync(program, 'console.log("it ran", ...process.argv.slice(2));');
  const dataDir = path.join(home, '.lanai');
  mkdirSync(dataDir);
  const environment = { PATH: `/usr/bin:/bin:${home}/.local/bin` };
  options = { program, isPacked: false, node: process.execPath, dataDir, platform: 'linux', userHome: home, environment };
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(home, { recursive: true });
});

describe.skipIf(process.platform === 'win32')('The command', () => {
  it.each([false, true])('is installed for terminals and runs there (packed: %s)', (isPacked) => {
    const install = createCommandInstall({ ...options, isPacked });
    const folder = path.join(home, '.local/bin');
    expect(install.state()).toMatchObject({ found: null, folder, is_in_path: true });
    const { state } = install.install();
    expect(state).toMatchObject({ found: path.join(folder, 'lanai'), is_in_path: true });
    // The installed command does not need the archive any more.
    if (isPacked) rmSync(options.program);
    const ran = spawnSync('lanai', ['a b', '$x'], { env: { PATH: options.environment.PATH ?? '' }, encoding: 'utf8' });
    expect([ran.stdout, ran.stderr]).toEqual(['it ran a b $x\n', '']);
    const [call = '', ...args] = state.call;
    expect(spawnSync(call, [...args, 'x'], { encoding: 'utf8' }).stdout).toBe('it ran x\n');
  });

  it('can be installed again, as after an update', () => {
    createCommandInstall(options).install();
    expect(createCommandInstall({ ...options, isPacked: true }).install().state.found).not.toBeNull();
  });

  it('is that of the app after an update of the app', () => {
    const packed = { ...options, isPacked: true };
    createCommandInstall(packed).install();
    writeFileSync(options.program, 'console.log("the new one ran");');
    createCommandInstall(packed).refresh();
    const ran = spawnSync('lanai', [], { env: { PATH: options.environment.PATH ?? '' }, encoding: 'utf8' });
    expect([ran.stdout, ran.stderr]).toEqual(['the new one ran\n', '']);
    expect(readdirSync(options.dataDir)).toEqual(['lanai.cjs']);
  });

  it('is not copied where it was not installed', () => {
    createCommandInstall({ ...options, isPacked: true }).refresh();
    createCommandInstall(options).refresh();
    expect(readdirSync(options.dataDir)).toEqual([]);
  });

  it('goes where terminals look, or says that they do not look there', () => {
    const inBin = createCommandInstall({ ...options, environment: { PATH: `/usr/bin:${home}/bin` } });
    expect(inBin.install().state).toMatchObject({ folder: path.join(home, 'bin'), is_in_path: true });
    const nowhere = createCommandInstall({ ...options, environment: { PATH: '/usr/bin' } });
    expect(nowhere.install().state).toMatchObject({ found: null, folder: path.join(home, '.local/bin'), is_in_path: false });
  });

  it('never takes the place of another program', () => {
    const file = path.join(home, '.local/bin/lanai');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '#!/bin/sh\necho other\n');
    const { state, problem } = createCommandInstall(options).install();
    expect(problem).toEqual({ code: 'not_ours', path: file });
    expect(state).toMatchObject({ folder: path.dirname(file) });
    expect(readFileSync(file, 'utf8')).toContain('echo other');
  });

  it('says which file could not be written', () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    writeFileSync(path.join(home, '.local'), 'a file in the place of the folder');
    const file = path.join(home, '.local/bin/lanai');
    expect(createCommandInstall(options).install()).toMatchObject({ state: { found: null }, problem: { code: 'not_written', path: file } });
  });

  it('says which Node it needs where there is none', () => {
    createCommandInstall({ ...options, node: 'node' }).install();
    const ran = spawnSync(path.join(home, '.local/bin/lanai'), [], { env: { PATH: home }, encoding: 'utf8' });
    expect([ran.status, ran.stderr]).toEqual([69, 'lanai needs Node 20 or newer: https://nodejs.org\n']);
  });
});

it('is a file for the command prompt on Windows', () => {
  const install = createCommandInstall({ ...options, platform: 'win32', environment: { LOCALAPPDATA: home } });
  const { folder } = install.install().state;
  expect(readFileSync(path.join(folder, 'lanai.cmd'), 'utf8')).toContain(`@"${process.execPath}" "${options.program}" %*`);
});
