// Votes as the command line says. Without a choice it leaves without a ballot. The first voter creates the votes.
import { comeIn, listOf, ME, refusal, SAID, tell, told } from './life.ts';

const [choice, calls] = SAID;
const { agent } = await comeIn();
await agent.ask('join_room', { room_id: 'lobby' });
tell('in');
if (calls === 'calls') {
  await told('call');
  await agent.ask('create_vote', { room_id: 'lobby', title: 'first', options: ['yes', 'no'] });
}
const { vote_id } = await agent.next('vote_created');
if (choice === undefined || choice === '') {
  await agent.ask('leave_room', { room_id: 'lobby' });
  process.exit(0);
}
await agent.ask('cast_vote', { vote_id, option_index: Number(choice) });
tell('result', await agent.next('vote_result'));

if (calls === 'calls') {
  const second = await agent.ask('create_vote', { room_id: 'lobby', title: 'second', options: ['yes', 'no'], duration_secs: 600 });
  await agent.ask('cast_vote', { vote_id: second.vote_id, option_index: Number(choice) });
  tell('voted', { by: ME });
}
await agent.closed;
// The server was killed. It restarts with the vote.
const { agent: again } = await comeIn();
await again.ask('join_room', { room_id: 'lobby' });
if (calls === 'calls') {
  const { votes } = await again.ask('list_votes', { room_id: 'lobby', limit: 1 });
  tell('found', { votes, again: await refusal(again.ask('cast_vote', { vote_id: listOf(votes)[0]?.vote_id, option_index: 0 })) });
  await again.ask('close_vote', { vote_id: listOf(votes)[0]?.vote_id });
}
tell('result', await again.next('vote_result', ({ title }) => title === 'second'));
process.exit(0);
