// Imports of a test's home: uploaded, and waited for.
import { Import, IMPORTS_PATH } from '../../../../src-shared/imports.ts';
import type { Browser } from '../browser.ts';

const POLL_MS = 20;

export interface ImportHands {
  /** Once it was read. */
  upload(body: Buffer, name?: string, as?: string): Promise<Import>;
  start(id: string, how?: object): Promise<Import>;
  state(id: string): Promise<Import>;
  /** Once nothing is being done. */
  settled(id: string): Promise<Import>;
}

export function importHands(owner: Browser): ImportHands {
  const state = async (id: string): Promise<Import> => Import.parse((await owner.get(`${IMPORTS_PATH}/${id}`)).json());
  async function settled(id: string): Promise<Import> {
    for (;;) {
      const now = await state(id);
      if (now.state !== 'reading' && now.state !== 'running') return now;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
  return {
    state,
    settled,
    async upload(body, name = 'export.zip', as) {
      const asked = `${IMPORTS_PATH}?name=${encodeURIComponent(name)}${as === undefined ? '' : `&as=${as}`}`;
      return settled(Import.parse((await owner.send(asked, { method: 'POST', body })).json()).id);
    },
    async start(id, how = {}) {
      await owner.post(`${IMPORTS_PATH}/${id}/start`, how);
      return settled(id);
    },
  };
}
