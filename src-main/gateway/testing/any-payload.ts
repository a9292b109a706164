// A well-formed payload for any command, for tests that go through the table of commands.
import { COMMANDS, type CommandName } from '../../../src-shared/commands/index.ts';
import { newId } from '../../../src-shared/ids.ts';

/** Something well formed for the fields of any command. A command with a field that is not here is refused as not well formed, and says so below. */
export function anyPayload(name: CommandName, ids: Record<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = {
    ...{ content: 'x', name: newId(), title: 'x', options: ['a', 'b'], option_index: 0, emoji: '👍', seq: 1, status: 'working' },
    ...{
      participant_id: 'porter',
      query: 'tomatoes',
      webhook_url: 'http://127.0.0.1:9/',
      secret: 'whsec_c2VjcmV0',
      every: 'never',
      keep: 7,
      passphrase: null,
      days: null,
      subscription_id: newId(),
      webhook_id: newId(),
    },
    ...{
      home_name: 'x',
      owner_name: 'x',
      label: 'x',
      key_id: newId(),
      invite_id: newId(),
      import_id: newId(),
      addresses: [],
      file_id: newId(),
      on: true,
      level: 'none',
      section_id: 'favourites',
      thread_id: newId(),
      saved_id: newId(),
      scheduled_id: newId(),
      send_at: Date.now() + 60_000,
      text: 'x',
      remind_at: Date.now() + 60_000,
      expected_version: 0,
      url: 'https://a.example/',
      provider_id: newId(),
      server_id: newId(),
      tools: [],
      base_url: 'http://127.0.0.1:9/v1',
      model: 'x',
      purpose: 'x',
      runs: { kind: 'model', provider_id: newId(), model: 'm' },
      wake: 'always',
      start: null,
    },
    ...ids,
  };
  const fields = Object.keys(COMMANDS[name].request.shape).filter((field) => name === 'set_presence' || field !== 'status');
  if (name === 'arrange_section') return { section_id: 'favourites', room_ids: [] };
  if (name === 'preview_export') return { scope: 'room', room_id: values.room_id };
  if (name === 'list_agent_use') return { by: 'agent', since: 0 };
  if (name === 'add_provider') return { kind: 'anthropic', base_url: values.base_url };
  if (name === 'add_tool_server') return { name: newId(), runs: { kind: 'http', url: 'http://127.0.0.1:9/mcp' } };
  if (name === 'update_tool_server') return { server_id: values.server_id };
  if (name === 'try_program') return { runs: { kind: 'program', command: 'no-such-program-of-lanai' } };
  if (name === 'prepare_sign_in') return { runs: { kind: 'program', command: 'no-such-program-of-lanai' }, way: 'x' };
  if (name === 'update_task') return { task_id: values.task_id, note: 'x' };
  return Object.fromEntries(fields.filter((field) => Object.hasOwn(values, field)).map((field) => [field, values[field]]));
}
