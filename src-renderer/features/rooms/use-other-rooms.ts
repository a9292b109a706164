import { useSnapshot } from '../../sync/store.ts';

/** How many rooms one can see and is no member of. */
export function useOtherRooms(): number {
  return useSnapshot(({ rooms }) => Object.values(rooms).filter(({ room, membership }) => membership === null && !room.direct).length);
}
