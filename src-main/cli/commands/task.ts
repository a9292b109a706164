import { Option, type Command } from 'commander';
import { TaskStatus } from '../../../src-shared/coordination.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, oneLine, type Table } from '../output.ts';
import { pick } from '../pick.ts';
import { RoomInfo, TaskInfo, TaskList } from '../../../src-shared/agent-protocol/replies.ts';
import { asMember, findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';

interface AddOptions extends AgentOptions {
  description?: string;
  assignee?: string;
}

interface UpdateOptions extends AgentOptions {
  status?: string;
  assignee?: string;
  note?: string;
}

const TASK = 'its id, its title or a part of it';

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('the tasks of a room, oldest first'))
    .argument('<room>', 'name or id of the room')
    .addOption(new Option('--status <status>', 'only these').choices(TaskStatus.options))
    .action((room: string, options: AgentOptions & { status?: string }) => list(room, options));
  withAgent(command.command('add').description('make a task'))
    .argument('<room>', 'name or id of the room')
    .argument('<title...>', 'the title of the task')
    .option('--description <text>', 'a description')
    .option('--assignee <name>', 'the assignee (name or id)')
    .action((room: string, title: string[], options: AddOptions) => add(room, title.join(' '), options));
  withAgent(command.command('assign').description('assign a task to a participant'))
    .argument('<room>', 'name or id of the room')
    .argument('<task>', TASK)
    .argument('<who>', 'name or id')
    .action((room: string, task: string, assignee: string, options: AgentOptions) => update(room, task, { ...options, assignee }));
  withAgent(command.command('update').description('update the state of a task'))
    .argument('<room>', 'name or id of the room')
    .argument('<task>', TASK)
    .addOption(new Option('--status <status>', 'how it stands').choices([...TaskStatus.options, 'done']))
    .option('--assignee <name>', 'the assignee (name or id)')
    .option('--note <text>', 'a note')
    .action((room: string, task: string, options: UpdateOptions) => update(room, task, options));
}

async function list(roomName: string, { status, ...options }: AgentOptions & { status?: string }): Promise<void> {
  const { tasks, nameOf } = await withClient(options, async (client) => {
    const { room_id } = await findRoom(client, roomName);
    const { agents } = await client.request('room_info', { room_id }, RoomInfo);
    const names = new Map(agents.map(({ agent_id, name }) => [agent_id, name]));
    return { tasks: await tasksOf(client, room_id, status), nameOf: (id: string) => names.get(id) ?? id };
  });
  createOutput(options.json).list(tasks, tableOf(nameOf));
}

async function add(roomName: string, title: string, { description, assignee, ...options }: AddOptions): Promise<void> {
  const task = await withClient(
    options,
    async (client) => {
      const { room_id } = await findRoom(client, roomName);
      const ask = { room_id, title, description, assignee };
      return asMember(client, room_id, () => client.request('assign_task', ask, TaskInfo));
    },
    { isRepeatable: false },
  );
  createOutput(options.json).show(task, `Made "${oneLine(task.title)}" (${task.task_id}).`);
}

async function update(roomName: string, wanted: string, { status, assignee, note, ...options }: UpdateOptions): Promise<void> {
  if (status === undefined && assignee === undefined && note === undefined)
    throw new UsageError('Say what changes: --status, --assignee or --note.');
  const task = await withClient(options, async (client) => {
    const { room_id } = await findRoom(client, roomName);
    const { task_id } = await findTask(client, room_id, wanted);
    return asMember(client, room_id, () => client.request('update_task', { task_id, status, assignee, note }, TaskInfo));
  });
  createOutput(options.json).show(
    task,
    `"${oneLine(task.title)}" is ${task.status}${task.assignee ? `, with ${oneLine(task.assignee)}` : ''}.`,
  );
}

async function findTask(client: AgentClient, roomId: string, wanted: string): Promise<TaskInfo> {
  const tasks = await tasksOf(client, roomId);
  return pick(
    'task',
    tasks.map((task) => ({ value: task, text: task.title, also: [task.task_id] })),
    wanted,
  );
}

async function tasksOf(client: AgentClient, room_id: string, status?: string): Promise<TaskInfo[]> {
  const tasks: TaskInfo[] = [];
  for (;;) {
    const page = await client.request('list_tasks', { room_id, status, after: tasks.at(-1)?.task_id }, TaskList);
    tasks.push(...page.tasks);
    if (!page.has_more || page.tasks.length === 0) return tasks;
  }
}

const tableOf = (nameOf: (id: string) => string): Table<TaskInfo> => ({
  head: ['TASK', 'STATUS', 'WHO', 'NOTE', 'ID'],
  row: ({ title, status, assignee, note, task_id }) => [title, status, assignee ? nameOf(assignee) : '', note ?? '', task_id],
  none: 'There are no tasks in that room.',
});
