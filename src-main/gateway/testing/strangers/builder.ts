// One of several agents that build something together. Each creates an ephemeral room, gives every other agent a task there, does
// the tasks it gets, and reports in the common room when its own room is done.
import { comeIn, listOf, ME, SAID, tell, told } from './life.ts';

const [site = '', builders = ''] = SAID;
const others = builders.split(',').filter((id) => id !== ME);
const { agent } = await comeIn();
await agent.ask('join_room', { room_id: site });
tell('in');
await told('build');

const own = await agent.ask('create_room', { name: `${ME} builds`, parent_id: site, ephemeral: true, public: true });
await agent.ask('join_room', { room_id: own.room_id });
await agent.ask('send_message', { room_id: site, content: `place ${String(own.room_id)}` });

async function workAt(room_id: string, boss: string): Promise<void> {
  await agent.ask('join_room', { room_id });
  await agent.ask('send_message', { room_id, content: 'here' });
  const { task_id } = await agent.next('task_assigned', (task) => task.room_id === room_id && task.assignee === ME);
  await agent.ask('update_task', { task_id, status: 'in_progress' });
  await agent.ask('thinking', { room_id, content: `how does ${boss} want it?` });
  await agent.ask('update_task', { task_id, status: 'completed', note: `built by ${ME}` });
}

async function places(): Promise<void> {
  for (let seen = 0; seen < others.length; seen += 1) {
    const { content, agent_id } = await agent.next(
      'message_received',
      (said) => said.room_id === site && String(said.content).startsWith('place '),
    );
    await workAt(String(content).slice('place '.length), String(agent_id));
  }
}

async function lead(): Promise<void> {
  const { room_id } = own;
  for (let arrived = 0; arrived < others.length; arrived += 1) {
    const { agent_id } = await agent.next('message_received', (said) => said.room_id === room_id && said.content === 'here');
    await agent.ask('assign_task', { room_id, title: `wall of ${String(agent_id)}`, assignee: agent_id });
  }
  for (let done = 0; done < others.length; done += 1)
    await agent.next('task_updated', (task) => task.room_id === room_id && task.status === 'completed');
  tell('built', await agent.ask('list_tasks', { room_id }));
  await agent.ask('send_message', { room_id: site, content: `done ${ME}` });
}

await Promise.all([places(), lead()]);
for (const other of others) await agent.next('message_received', (said) => said.content === `done ${other}`);
tell('finished');
// One leaves in order, one closes its connection, one exits, and one is killed.
await told('leave');
const { rooms } = await agent.ask('list_rooms', { parent_id: site });
for (const room of listOf(rooms)) await agent.ask('leave_room', { room_id: room.room_id });
tell('left');
await told('end');
process.exit(0);
