// Backups of a test's home: made, and put back.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Backups } from '../../../src-shared/maintenance.ts';
import type { TestHome } from './home.ts';

const POLL_MS = 20;

export interface BackupHands {
  /** Returns its name. */
  backUp(): Promise<string>;
  /** Resolves once the home runs again. */
  restore(name: string, passphrase?: string): Promise<void>;
  state(): Promise<Backups>;
  /** Once nothing is being done. */
  settled(): Promise<Backups>;
  bytesOf(name: string): Buffer;
  fileOf(name: string): string;
}

export function backupHands(home: TestHome): BackupHands {
  const fileOf = (name: string): string => path.join(home.dataDir, 'backups', name);
  // A home that restarts answers with a problem, or not at all.
  const state = async (): Promise<Backups> => Backups.parse((await home.owner.get('/api/backups')).json());

  async function settled(): Promise<Backups> {
    for (;;) {
      const now = await state();
      if (!now.work) return now;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  return {
    state,
    settled,
    fileOf,
    bytesOf: (name) => readFileSync(fileOf(name)),
    async backUp() {
      await home.owner.post('/api/backups');
      const { backups, problem } = await settled();
      if (problem !== null || !backups[0]) throw new Error(problem ?? 'There is no backup.');
      return backups[0].name;
    },
    async restore(name, passphrase) {
      const before = await home.restarted();
      const asked = await home.owner.post(`/api/backups/${name}/restore`, passphrase === undefined ? {} : { passphrase });
      if (asked.status !== 200) throw new Error(asked.text);
      for (;;) {
        const now = await home.restarted();
        if (now !== before) return;
        const { work, problem } = await state().catch(() => ({ work: null, problem: null }));
        if (!work && problem !== null) throw new Error(problem);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
  };
}
