// Says numbers, one after the other, at its own pace.
import { comeIn, SAID, tell, told } from './life.ts';

const [count = '0', pauseMs = '0'] = SAID;
const { agent } = await comeIn();
await agent.ask('join_room', { room_id: 'lobby' });
tell('in');
await told('speak');
for (let number = 1; number <= Number(count); number += 1) {
  await agent.ask('send_message', { room_id: 'lobby', content: String(number) });
  if (number % 50 === 0) tell('said', { number });
  await new Promise((resolve) => setTimeout(resolve, Number(pauseMs)));
}
tell('said all');
