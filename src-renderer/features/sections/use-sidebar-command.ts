import { useCallback } from 'react';
import type { CommandName, RequestInput } from '../../../src-shared/commands/index.ts';
import { useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';
import { useToast } from '../../ui/toast.tsx';

type SidebarCommand = Extract<CommandName, 'set_sidebar' | 'update_section' | 'set_room_section' | 'arrange_section'>;

/** Runs a command from a menu: a failure is a toast. */
export function useSidebarCommand(): <C extends SidebarCommand>(name: C, request: RequestInput<C>) => void {
  const command = useCommand();
  const toast = useToast();
  return useCallback(
    (name, request) => {
      command(name, request).catch((error: unknown) => toast({ text: explain(error) }));
    },
    [command, toast],
  );
}
