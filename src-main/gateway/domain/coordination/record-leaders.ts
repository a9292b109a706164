import type { Core } from '../core.ts';

/** Shows each new leader in the timeline of its room. Returns the end of that. */
export function startRecordingLeaders(core: Core, log: (message: string, error: unknown) => void): () => void {
  return core.onChange(({ event, only_id }) => {
    if (event.type !== 'leader.changed' || event.reason !== 'elected' || event.leader_id === null || only_id !== null) return;
    const { room_id, leader_id } = event;
    core
      .write('recordActivity', { room_id, participant_id: leader_id, by_id: leader_id, kind: 'leads' })
      .catch((error: unknown) => log('A new leader could not be recorded', error));
  });
}
