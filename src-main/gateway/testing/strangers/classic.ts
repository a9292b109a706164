// Behaves like the agents of the ClawChat protocol: it joins twice to be sure, answers no heartbeat, handles events before its
// reply, writes when it has the turn, and ends when the other one ends the conversation.
import { comeIn, ME, SAID, tell, told } from './life.ts';

const [partner = '', turns = '0'] = SAID;
const room = { room_id: 'lobby' };
const { agent, welcome } = await comeIn();
await agent.ask('join_room', room);
await agent.ask('join_room', room);
await agent.ask('set_presence', { status: 'waiting', status_detail: 'my turn?' });
tell('in', { welcome });
await told('talk');
const { current_turn_holder } = await agent.ask('room_info', room);
let isMine = current_turn_holder === ME;
for (let turn = 0; turn < Number(turns); turn += 1) {
  if (!isMine) await agent.next('turn_changed', (change) => change.current_turn_holder === ME && change.reason === 'message_sent');
  const isLast = turn === Number(turns) - 1;
  const metadata = isLast ? { kind: 'conversation_end' } : null;
  tell('said', await agent.ask('send_message', { ...room, content: `${ME} ${turn}`, mentions: [partner], metadata }));
  await agent.next('turn_changed', (change) => change.current_turn_holder === partner && change.reason === 'message_sent');
  isMine = false;
}
tell('over');
await told('end');
process.exit(0);
