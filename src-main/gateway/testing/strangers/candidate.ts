// Stands for election or declines; who is elected decides, and who is not tries to.
import { comeIn, ME, refusal, SAID, tell, told } from './life.ts';

const [does] = SAID;
const { agent } = await comeIn();
const room = { room_id: 'lobby' };
await agent.ask('join_room', room);
tell('in', { early: await refusal(agent.ask('decision', { ...room, content: 'mine' })) });
if (does === 'calls') {
  await told('elect');
  await agent.ask('elect_leader', room);
}
await agent.next('election_started');
if (does === 'declines') await agent.ask('decline_election', room);
const { leader_id } = await agent.next('leader_elected');
if (leader_id === ME) tell('leads', await agent.ask('decision', { ...room, content: 'We build it', metadata: { why: 'because' } }));
const decision = await agent.next('decision_made');
const refused = leader_id === ME ? 'ok' : await refusal(agent.ask('decision', { ...room, content: 'No' }));
tell('decided', { leader_id, decision, refused });
tell('cleared', await agent.next('leader_cleared'));
process.exit(0);
