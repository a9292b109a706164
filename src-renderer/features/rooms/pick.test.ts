import { describe, expect, test } from 'vitest';
import type { Agent, Participant, Person } from '../../../src-shared/objects.ts';
import { candidates } from './pick.ts';

function person(id: string, name: string, revoked_at: number | null = null): Person {
  return {
    kind: 'person',
    id,
    name,
    role: 'guest',
    scope: 'home',
    tells_reads: true,
    created_at: 1,
    revoked_at,
    color: null,
    picture: null,
    status: null,
    time_zone: null,
  };
}

function agent(id: string, name: string): Agent {
  return {
    kind: 'agent',
    id,
    name,
    type: 'connected',
    owner_id: 'maya',
    capabilities: [],
    created_at: 1,
    color: null,
    description: null,
    removed_at: null,
  };
}

const ALL: Participant[] = [
  agent('ada', 'Ada'),
  agent('bot', 'build-bot'),
  person('maya', 'Maya'),
  person('tomas', 'Tomás Ruiz'),
  person('kim', 'Kim', 5),
];
const participants = Object.fromEntries(ALL.map((each) => [each.id, each]));
const names = (search: string, excluded: string[] = []): string[] =>
  candidates({ participants, excluded, search }).map((each) => each.name);

describe('candidates', () => {
  test('are people, then agents, by name, without those who were revoked', () => {
    expect(names('')).toEqual(['Maya', 'Tomás Ruiz', 'Ada', 'build-bot']);
  });

  test('leave out who is in already', () => {
    expect(names('', ['maya', 'ada'])).toEqual(['Tomás Ruiz', 'build-bot']);
  });

  test('are found by the start of any word, without case and accents', () => {
    expect(names('tomas')).toEqual(['Tomás Ruiz']);
    expect(names('RUI')).toEqual(['Tomás Ruiz']);
    expect(names('bot')).toEqual(['build-bot']);
    expect(names('uild')).toEqual([]);
  });
});
