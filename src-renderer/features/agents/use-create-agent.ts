import { useCommand } from '../../sync/store.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/all-strings.ts';
import type { CreateAgentDraft, CreateAgentProps } from './agent-draft.ts';
import { useGreet } from './use-greet.ts';

/** Creates the agent, and opens the first of its rooms, where it can be asked something. */
export function useCreateAgent({ onClose, onCreated }: Omit<CreateAgentProps, 'like'>) {
  const command = useCommand();
  const toast = useToast();
  const task = useAsyncAction();
  const greet = useGreet(onClose);
  const create = (draft: CreateAgentDraft): void =>
    task.run(async () => {
      const agent = await command('create_agent', { ...draft, room_ids: [...draft.room_ids] });
      const [room_id] = draft.room_ids;
      toast({ text: strings.hosted.created(agent.name) });
      if (room_id === undefined) onCreated(agent);
      else greet(agent, room_id);
    });
  return { task, create };
}
