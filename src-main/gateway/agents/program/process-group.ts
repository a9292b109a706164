// How many processes are in a group.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

interface Listed {
  group: number;
  state: string;
}

/** Those that have ended and were not waited for do not count. */
export async function countInGroup(group: number): Promise<number> {
  const all = process.platform === 'linux' ? await fromProc() : await fromPs();
  return all.filter((each) => each.group === group && !each.state.startsWith('Z')).length;
}

/** Small systems have no `ps`. */
async function fromProc(): Promise<Listed[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(ids.map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')));
  return stats.map((text) => {
    // After the name, which may hold anything: the state, the parent, the group.
    const [state = '', , group = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, group: Number(group) };
  });
}

async function fromPs(): Promise<Listed[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pgid=,stat=']);
  return stdout.split('\n').map((line) => {
    const [group = '', state = ''] = line.trim().split(/\s+/);
    return { state, group: Number(group) };
  });
}
