import type { Agent } from '../../../src-shared/objects.ts';
import { useActions, useApp } from '../../sync/store.ts';

/** Opens a room, with the field ready for a question to the agent. */
export function useGreet(onClose: () => void): (agent: Agent, roomId: string) => void {
  const { goTo } = useActions();
  const { firstWords } = useApp();
  return ({ id, name }, room_id) => {
    onClose();
    goTo({ room_id, seq: null });
    // Once the dialog is gone and has given the focus back: the field takes it.
    setTimeout(() => firstWords.setState({ waiting: { room_id, to: { id, name } } }));
  };
}
