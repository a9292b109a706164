// On what it was measured, and how busy that was.
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import path from 'node:path';
import { newFolder } from './home.ts';
import { median } from './result.ts';

const SYNCS = 200;
const PAGE = Buffer.alloc(4_096, 1);

export function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const load = loadavg().map((each) => each.toFixed(1));
  return `${cpus().length} cores of ${model}, ${memory}, ${type()} ${release()}, Node ${process.versions.node}; a write of 4 KB and fsync ${syncMs().toFixed(2)} ms (median); load ${load.join(' ')}`;
}

function syncMs(): number {
  const folder = newFolder();
  const file = openSync(path.join(folder, 'sync'), 'w');
  const took = Array.from({ length: SYNCS }, () => {
    const startedAt = performance.now();
    writeSync(file, PAGE);
    fsyncSync(file);
    return performance.now() - startedAt;
  });
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
  return median(took);
}
