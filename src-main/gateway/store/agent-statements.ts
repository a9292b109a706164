// The statements that count, find and forget agents.
import { sql } from 'kysely';
import { query, statement } from './statement.ts';

const ofKey = statement<{ key_id: string }>();
/** An agent that left nothing, that its owner did not describe, and that no unread message calls. */
const IS_UNUSED = sql<boolean>`(participants.kind = 'agent' AND participants.type = 'connected' AND participants.has_traces = 0
  AND participants.forgotten_at IS NULL AND participants.color IS NULL AND participants.description IS NULL
  AND NOT EXISTS (SELECT 1 FROM mentions WHERE mentions.participant_id = participants.id))`;

export const agentReads = {
  agentsOfKey: ofKey((p) =>
    query.selectFrom('participants').select('id').where('key_id', '=', p.key_id).where('forgotten_at', 'is', null).orderBy('created_at'),
  ),
  /** Those that were removed do not count. */
  agentCountOfKey: ofKey((p) =>
    query
      .selectFrom('participants')
      .where('key_id', '=', p.key_id)
      .where('forgotten_at', 'is', null)
      .where('removed_at', 'is', null)
      .select((e) => e.fn.countAll<number>().as('count')),
  ),
  /** Those that were removed come last. */
  unusedOfKey: statement<{ key_id: string; limit: number }>()((p) =>
    query
      .selectFrom('participants')
      .select(['id', 'removed_at'])
      .where('key_id', '=', p.key_id)
      .where(IS_UNUSED)
      .orderBy((e) => e('removed_at', 'is not', null))
      .orderBy('created_at')
      .limit(p.limit),
  ),
  /** Made before then, or with a key that was ended. An agent that was removed must not come back as new while its key is good. */
  unusedBefore: statement<{ before: number }>()((p) =>
    query
      .selectFrom('participants')
      .innerJoin('keys', 'keys.id', 'participants.key_id')
      .select('participants.id')
      .where(IS_UNUSED)
      .where((e) => e.or([e('participants.removed_at', 'is', null), e('keys.revoked_at', 'is not', null)]))
      .where((e) => e.or([e('participants.created_at', '<', p.before), e('keys.revoked_at', 'is not', null)]))
      .orderBy('participants.created_at'),
  ),
  forgottenAgent: statement<{ id: string }>()((p) =>
    query.selectFrom('participants').select('id').where('id', '=', p.id).where('forgotten_at', 'is not', null),
  ),
};

export const agentWrites = {
  /** From now on something refers to it, or may be written by it. */
  leaveTrace: statement<{ id: string }>()((p) =>
    query.updateTable('participants').set({ has_traces: 1 }).where('id', '=', p.id).where('has_traces', '=', 0).where('kind', '=', 'agent'),
  ),
  /** Changes no row for an agent that has to stay. */
  forgetAgent: statement<{ id: string; forgotten_at: number }>()((p) =>
    query.updateTable('participants').set({ forgotten_at: p.forgotten_at }).where('id', '=', p.id).where(IS_UNUSED),
  ),
  /** The id is used again, maybe by another key: as if it were new. */
  reviveAgent: statement<{
    id: string;
    owner_id: string | null;
    key_id: string | null;
    capabilities: string;
    created_at: number;
  }>()((p) =>
    query
      .updateTable('participants')
      .set({
        owner_id: p.owner_id,
        key_id: p.key_id,
        capabilities: p.capabilities,
        created_at: p.created_at,
        removed_at: null,
        forgotten_at: null,
      })
      .where('id', '=', p.id),
  ),
};
