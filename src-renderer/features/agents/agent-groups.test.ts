import { describe, expect, test } from 'vitest';
import type { Agent, Presence } from '../../../src-shared/objects.ts';
import { agentGroups, arrival, onlineIds, statusLine } from './agent-groups.ts';

function agent(id: string, name: string, type: Agent['type'] = 'connected'): Agent {
  return {
    kind: 'agent',
    id,
    name,
    type,
    owner_id: null,
    capabilities: [],
    created_at: 1,
    color: null,
    description: null,
    removed_at: null,
  };
}

function presence(participant_id: string, online: boolean, more: Partial<Presence> = {}): Presence {
  return { participant_id, online, status: 'idle', detail: null, progress: null, last_active_at: 1, ...more };
}

const ADA = agent('ada', 'Ada');
const RUNE = agent('rune', 'Rune');
const PORTER = agent('porter', 'Porter', 'built-in');
const participants = { ada: ADA, rune: RUNE, porter: PORTER };
const here = { ada: presence('ada', true), rune: presence('rune', false), porter: presence('porter', true) };

describe('agents', () => {
  test('are grouped by where they are', () => {
    const groups = agentGroups({ participants, presence: here });
    expect(groups.map(({ title, agents }) => [title, agents.map((each) => each.name)])).toEqual([
      ['Connected', ['Ada']],
      ['On this computer', ['Porter']],
      ['Away', ['Rune']],
    ]);
  });

  test('that the server runs are together, at work or paused', () => {
    const [nova, rook] = [agent('nova', 'Nova', 'hosted'), agent('rook', 'Rook', 'hosted')];
    const state = { ...here, nova: presence('nova', true, { status: 'thinking' }), rook: presence('rook', false) };
    const [group] = agentGroups({ participants: { ...participants, nova, rook }, presence: state });
    expect(group).toMatchObject({ title: 'Run by this home', agents: [nova, rook] });
    expect([statusLine(nova, state.nova), statusLine(rook, state.rook)]).toEqual(['Thinking', 'Paused']);
  });

  test('that were removed are a separate group, and no longer away', () => {
    const gone = { ...RUNE, removed_at: 5 };
    const groups = agentGroups({ participants: { ...participants, rune: gone }, presence: here });
    expect(groups.map(({ title }) => title)).toEqual(['Connected', 'On this computer', 'Removed']);
    expect(statusLine(gone, here.rune)).toBe('Removed from this home');
  });

  test('one that came since is the one that was waited for', () => {
    expect(arrival({ participants, presence: here }, onlineIds(here), 'build-bot')).toBeNull();
    const later = { ...here, rune: presence('rune', true) };
    expect(arrival({ participants, presence: later }, onlineIds(here), 'build-bot')).toBe(RUNE);
  });

  test('of several that came, the expected one counts', () => {
    const bot = agent('build-bot', 'build-bot');
    const later = { ...here, rune: presence('rune', true), 'build-bot': presence('build-bot', true) };
    expect(arrival({ participants: { ...participants, 'build-bot': bot }, presence: later }, onlineIds(here), 'build-bot')).toBe(bot);
  });

  test('say what they are doing in one line', () => {
    expect(statusLine(ADA, presence('ada', true, { status: 'working', detail: 'Reviewing section 3' }))).toBe('Reviewing section 3');
    expect(statusLine(ADA, presence('ada', true, { status: 'thinking' }))).toBe('Thinking');
    expect(statusLine(ADA, presence('ada', false, { detail: 'stale' }))).toBe('Not connected');
    expect(statusLine(PORTER, undefined)).toBe('Always available. Needs no model');
  });
});
