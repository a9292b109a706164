// Porter answers after it has looked things up. The question may be gone by then.
import { expect, it } from 'vitest';
import { homeForAll } from '../../testing/shared-home.ts';

// It closes with an empty log, or its tests fail.
const home = homeForAll();

it('a room that is deleted while Porter answers is no fault', async () => {
  const owner = await home.socketOf(home.owner);
  for (let count = 0; count < 10; count += 1) {
    const room_id = (await home.owner.post('/api/rooms', { name: `gone ${count}`, public: true, member_ids: ['porter'] })).field('id');
    owner.send('send_message', { room_id, content: '@Porter who is here?' });
    expect((await owner.request('delete_room', { room_id })).type).toBe('ok');
  }
});
