// The servers of tools, in the way of the providers of models.
import { useCallback, useEffect, useState } from 'react';
import { TOOL_SERVER_COMMANDS } from '../../../src-shared/commands/tool-servers.ts';
import type { OfferedTool, ToolServer } from '../../../src-shared/tool-servers.ts';
import { requestOverHttp } from '../../sync/http-request.ts';
import { useApp, useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';
import { useLoaded, type Loaded } from '../../ui/use-loaded.ts';

export function useToolServers(): { servers: Loaded<readonly ToolServer[]>; reload: () => Promise<void> } {
  const command = useCommand();
  const ask = useCallback(async () => (await command('list_tool_servers', {})).servers, [command]);
  const { loaded, reload } = useLoaded<readonly ToolServer[]>(ask);
  return { servers: loaded, reload };
}

export type CheckedServer =
  | { state: 'checking' }
  | { state: 'works'; tools: readonly OfferedTool[]; leftOut: number }
  | { state: 'failed'; text: string };

/** Its tools, which says whether it works too. */
export function useServerTools(serverId: string): { checked: CheckedServer; check: () => void } {
  const { fetch } = useApp();
  const [checked, setChecked] = useState<CheckedServer>({ state: 'checking' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isGone = false;
    const show = (next: CheckedServer): void => void (isGone || setChecked(next));
    show({ state: 'checking' });
    const path = `/api/tool-servers/${encodeURIComponent(serverId)}/tools`;
    void requestOverHttp(fetch, { method: 'GET', path }).then(
      (answer) => {
        const { tools, left_out } = TOOL_SERVER_COMMANDS.list_server_tools.reply.parse(answer);
        show({ state: 'works', tools, leftOut: left_out });
      },
      (error: unknown) => show({ state: 'failed', text: explain(error) }),
    );
    return () => {
      isGone = true;
    };
  }, [fetch, serverId, attempt]);
  return { checked, check: () => setAttempt(attempt + 1) };
}
