import { expect, it } from 'vitest';
import { ABILITIES, ABILITY_COLUMNS, ABILITY_GROUPS, isAbleTo, type Ability } from './abilities.ts';
import { COMMANDS, type CommandName } from './commands/index.ts';

const NAMES = Object.keys(ABILITIES) as Ability[];
const listed = (name: Ability): readonly CommandName[] => ABILITIES[name].commands ?? [];

it('Every command belongs to one ability, with the right of its row', () => {
  const byCommand = NAMES.flatMap((name) => listed(name).map((command) => [command, ABILITIES[name].right] as const));
  expect(new Set(byCommand.map(([command]) => command)).size).toBe(byCommand.length);
  for (const [command, right] of byCommand) expect([command, right]).toEqual([command, COMMANDS[command].right]);
  const open: string[] = NAMES.filter((name) => listed(name).length === 0).map((name) => ABILITIES[name].right);
  const known = new Set<string>(byCommand.map(([command]) => command));
  const missing = Object.entries(COMMANDS).filter(([name, { right }]) => !known.has(name) && !open.includes(right));
  expect(missing.map(([name]) => name)).toEqual([]);
});

it('Every ability is in one group', () => {
  expect(Object.values(ABILITY_GROUPS).flat().sort()).toEqual([...NAMES].sort());
});

it('A role may do what is expected of it', () => {
  const able = Object.fromEntries(ABILITY_COLUMNS.map((column) => [column, NAMES.filter((name) => isAbleTo(column, name))]));
  expect(able.owner).toEqual(NAMES);
  expect(NAMES.filter((name) => !able.admin?.includes(name))).toEqual(['delete_rooms', 'admins', 'programs', 'owner']);
  expect(able.member).toEqual(['read', 'post', 'coordinate', 'create_rooms', 'own_account']);
  expect(able.guest).toEqual(['read', 'post', 'coordinate', 'own_account']);
  expect(able.agent).toEqual(['read', 'post', 'coordinate', 'create_rooms']);
});
