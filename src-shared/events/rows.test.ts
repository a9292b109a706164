import { describe, expect, it } from 'vitest';
import { EVENTS } from './index.ts';
import type { EventRow } from './row.ts';

describe('the rows of the events', () => {
  it.each(Object.entries<EventRow>(EVENTS))('%s names the room and the participant that its audience depends on', (_type, row) => {
    if (['members', 'viewers', 'viewers and subject'].includes(row.audience)) expect(row.room).toBeDefined();
    if (['acquaintances', 'viewers and subject'].includes(row.audience)) expect(row.subject).toBeDefined();
  });

  it.each(Object.entries<EventRow>(EVENTS))('%s has a summary of whole sentences', (_type, { summary }) => {
    expect(summary).toMatch(/^[A-Z].+\.$/);
  });

  it.each(Object.entries<EventRow>(EVENTS))('%s has a room if its cursor depends on whether that room is kept', (_type, row) => {
    if (row.durable === 'unless ephemeral') expect(row.room).toBeDefined();
  });
});
