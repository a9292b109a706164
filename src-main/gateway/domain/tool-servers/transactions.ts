import type { StoredToolServer } from '../../../../src-shared/tool-servers.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { settingRow } from '../../store/settings.ts';

/** Replaces all of them. */
export function* keepToolServers(tx: Tx, { servers }: { servers: StoredToolServer[] }): Steps<void> {
  yield* tx.writes.saveSetting(settingRow('tool_servers', servers));
}
