// Two things that contradict each other, asked in the same moment: one of them holds, and no one is left between them.
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import type { WireClient } from '../testing/wire-client.ts';
import { homeForAll } from '../testing/shared-home.ts';

const TRIES = 10;

const home = homeForAll();
let owner: WireClient;
beforeAll(async () => {
  owner = await home.socketOf(home.owner);
});

async function newRoom(name: string): Promise<string> {
  return COMMANDS.create_room.reply.parse((await owner.request('create_room', { name, public: true })).payload).id;
}
async function infoOf(room_id: string): Promise<Reply<'room_info'>> {
  return COMMANDS.room_info.reply.parse((await owner.request('room_info', { room_id })).payload);
}

describe('In the same moment', () => {
  it('a participant opens a room and is put out of it: afterwards it does not have it open, and hears nothing there', async () => {
    const room_id = await newRoom('Door');
    const ada = await home.agent('Ada', { agent_id: 'ada' });
    for (let tries = 0; tries < TRIES; tries += 1) {
      await Promise.all([ada.request('join_room', { room_id }), owner.request('remove_member', { room_id, participant_id: 'ada' })]);
      const { room, present_ids } = await infoOf(room_id);
      expect(present_ids.filter((id) => !room.member_ids.includes(id))).toEqual([]);
      await owner.request('remove_member', { room_id, participant_id: 'ada' });
    }
    ada.close();
  });

  it('a participant opens a room and is gone: no one has it open', async () => {
    const room_id = await newRoom('Ghosts');
    const ids = Array.from({ length: TRIES }, (_, index) => `ghost-${index}`);
    for (const id of ids) {
      const ghost = await home.agent(id, { agent_id: id });
      ghost.send('join_room', { room_id });
      ghost.close();
      await ghost.closed;
    }
    // Those whose line came before their end belong to it by now.
    await owner.request('add_member', { room_id, participant_id: 'porter' });
    await expect.poll(async () => (await infoOf(room_id)).present_ids).toEqual([]);
  });
});
