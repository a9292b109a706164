import * as z from 'zod/mini';
import { Approval } from '../approvals.ts';
import { eventRow } from './row.ts';

const approval = eventRow({
  summary: '',
  schema: z.object({ approval: Approval }),
  durable: 'unless ephemeral',
  audience: 'members',
  room: (event) => event.approval.room_id,
});

export const APPROVAL_EVENTS = {
  'approval.requested': { ...approval, summary: 'An agent asks whether it may act. The message that stands for the question follows.' },
  'approval.changed': { ...approval, summary: 'A question of an agent was decided or has ended, or other people may decide it.' },
  'approval.removed': eventRow({
    summary: 'The message of an approval was deleted, and the approval with it.',
    schema: z.object({ room_id: z.string(), approval_id: z.string() }),
    durable: 'unless ephemeral',
    audience: 'members',
    room: ({ room_id }) => room_id,
  }),
};
