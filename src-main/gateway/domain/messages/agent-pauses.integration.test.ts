// People and the pauses of agents: who ends them, and who changes their limit.
import { describe, expect, it } from 'vitest';
import { agentTalks } from '../../testing/agent-talks.ts';
import { streamHome } from '../../testing/stream-home.ts';
import { recordOf } from '../../testing/transports.ts';
import { watchAs } from '../../testing/watcher.ts';

const home = streamHome();
const { place, talk, paused, isPaused } = agentTalks(home);

describe('a person', () => {
  it('lets agents write again with a message', async () => {
    const at = await paused();
    await home.reader.do('send_message', { room_id: at.room_id, content: 'Go on.' });
    expect(await isPaused(at)).toBe(false);
    const sent = await at.ping.client.waitFor((frame) => frame.type === 'room_updated' && recordOf(frame).agents_paused === false);
    expect(recordOf(sent).room_id).toBe(at.room_id);
    expect(await talk(at)).toBe(2);
  });

  it('does not with a reaction or an edit', async () => {
    const at = await place(1);
    const { id: message_id } = await home.reader.do('send_message', { room_id: at.room_id, content: 'one' });
    await talk(at);
    await home.reader.do('react', { room_id: at.room_id, message_id, emoji: '👍', on: true });
    await home.reader.do('edit_message', { room_id: at.room_id, message_id, content: 'two' });
    expect(await isPaused(at)).toBe(true);
  });

  it('continues them, also as a guest, who may not change the limit', async () => {
    const at = await paused();
    const guest = await watchAs(home, await home.guest('Gus'));
    await guest.do('join_room', { room_id: at.room_id });
    await expect(guest.do('update_room', { room_id: at.room_id, agent_run_max: 0 })).rejects.toThrow('access_denied');
    expect(await guest.do('continue_agents', { room_id: at.room_id })).toMatchObject({ agents_paused: false, agent_run_max: 1 });
    expect(await talk(at)).toBe(2);
  });

  it('is refused in a room of others, in an archived one and in one that is not there', async () => {
    const at = await paused();
    const guest = await watchAs(home, await home.guest('Gus', { room_ids: ['lobby'] }));
    await expect(guest.do('continue_agents', { room_id: at.room_id })).rejects.toThrow('not_in_room');
    await expect(guest.do('continue_agents', { room_id: 'nowhere' })).rejects.toThrow('not_in_room');
    await home.reader.do('archive_room', { room_id: at.room_id });
    await expect(home.reader.do('continue_agents', { room_id: at.room_id })).rejects.toThrow('room_archived');
  });

  it('changes the limit: a higher one and none let agents write, and a lower one pauses them at once', async () => {
    const at = await place(5);
    expect(await talk(at, 4)).toBe(4);
    const limited = async (agent_run_max: number) =>
      (await home.reader.do('update_room', { room_id: at.room_id, agent_run_max })).agents_paused;
    expect([await limited(2), await limited(4), await limited(3), await limited(0)]).toEqual([true, false, true, false]);
    expect(await talk(at, 50)).toBe(50);
    // Without a limit nothing was counted.
    expect(await limited(1)).toBe(false);
  });

  it('is told in one event for each change, and in none for each message', async () => {
    const at = await paused(3);
    await home.reader.picture();
    const changes = home.reader.events().flatMap((event) => (event.type === 'room.changed' && event.room.id === at.room_id ? [event] : []));
    expect(changes.map(({ room }) => [room.agent_run_max, room.agents_paused])).toEqual([
      [3, false],
      [3, true],
    ]);
  });
});
