// Keeps the data folder of a home made by this version, for the versions that follow: `node make.ts 0.1.0`, once for each release.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTestHome } from '../home.ts';
import { fillHome } from './lived-in.ts';

const version = process.argv[2];
if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error('Give the version, as in: node make.ts 0.1.0');

const folder = mkdtempSync(path.join(tmpdir(), 'lanai-release-'));
const dataDir = path.join(folder, 'data');
mkdirSync(dataDir, { mode: 0o700 });
const home = await startTestHome({ dataDir });
const facts = await fillHome(home);
await home.close();
if (home.logged.length > 0) throw new Error(`The home logged faults: ${home.logged.join('; ')}`);
writeFileSync(path.join(folder, 'facts.json'), JSON.stringify(facts, null, 2));
const archive = path.join(import.meta.dirname, `${version}.tar.gz`);
execFileSync('tar', ['--create', '--gzip', '--owner=0', '--group=0', '--numeric-owner', '--file', archive, '--directory', folder, '.']);
rmSync(folder, { recursive: true });
