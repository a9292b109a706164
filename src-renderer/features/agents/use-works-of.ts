import { presenceIn } from '../../../src-shared/work.ts';
import type { Agent, Room } from '../../../src-shared/objects.ts';
import { useSnapshot } from '../../sync/store.ts';
import { statusWords } from '../people/presence-words.ts';

/** The agent's activity in each room that one is a member of. */
export function useWorksOf(agent: Agent): { room: Room; words: string }[] {
  const presence = useSnapshot((snapshot) => snapshot.presence[agent.id]);
  const works = useSnapshot((snapshot) => snapshot.works);
  const rooms = useSnapshot((snapshot) => snapshot.rooms);
  return Object.entries(works).flatMap(([roomId, { [agent.id]: work }]) => {
    const room = rooms[roomId]?.room;
    return room && work ? [{ room, words: statusWords(agent, presenceIn(presence, work)) }] : [];
  });
}
