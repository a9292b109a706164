import { expect, it } from 'vitest';
import type { HomeEvent } from '../../../src-shared/events/index.ts';
import type { Person } from '../../../src-shared/objects.ts';
import type { Snapshot } from '../../../src-shared/snapshot.ts';
import { participantText } from './event-text.ts';

const person = (id: string, more: Partial<Person> = {}): Person => ({
  ...{ kind: 'person', id, name: id, role: 'member', scope: 'home', tells_reads: true, created_at: 0, revoked_at: null },
  ...{ color: null, picture: null, status: null, time_zone: null },
  ...more,
});
const first = { at: 1, by_id: 'Adam' };

function said(before: readonly Person[], participant: Person): string | null {
  const participants = Object.fromEntries(before.map((each) => [each.id, each]));
  return participantText({ participants } as Snapshot, { type: 'participant.changed', cursor: 1, participant } satisfies HomeEvent);
}

it('A new name and a return are each said once', () => {
  const [adam, mel] = [person('Adam'), person('Mel')];
  expect(said([adam, mel], person('Mel', { name: 'Mila' }))).toBe('Mel is now called Mila');
  expect(said([adam, mel], person('Mel', { returns: [first] }))).toBe('Mel came back by a link that Adam made');
  expect(said([adam, mel], person('Mel', { name: 'Mila', returns: [first] }))).toBe(
    'Mel is now called Mila\nMila came back by a link that Adam made',
  );
  const returned = person('Mel', { returns: [first] });
  expect(said([adam, returned], person('Mel', { returns: [first], color: 'teal' }))).toBeNull();
  expect(said([returned], person('Mel', { returns: [first, { at: 2, by_id: 'Adam' }] }))).toBe('Mel came back by a new link');
  expect(said([adam], returned)).toBeNull();
});

it('Names cannot begin another line', () => {
  expect(said([person('Adam', { name: 'A\nB' }), person('Mel')], person('Mel', { returns: [first] }))).not.toContain('\n');
});
