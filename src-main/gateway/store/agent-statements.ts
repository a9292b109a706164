// The statements that count, find and forget agents.
import { query, statement } from './statement.ts';

const ofKey = statement<{ key_id: string }>();

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
  unusedOfKey: statement<{ key_id: string; limit: number }>()((p) =>
    query
      .selectFrom('participants')
      .select(['id', 'removed_at'])
      .where('key_id', '=', p.key_id)
      .where('has_traces', '=', 0)
      .where('forgotten_at', 'is', null)
      .orderBy('created_at')
      .limit(p.limit),
  ),
  /** Made before then, or with a key that was ended. */
  unusedBefore: statement<{ before: number; limit: number }>()((p) =>
    query
      .selectFrom('participants')
      .innerJoin('keys', 'keys.id', 'participants.key_id')
      .select(['participants.id', 'participants.removed_at', 'keys.revoked_at'])
      .where('participants.has_traces', '=', 0)
      .where('participants.forgotten_at', 'is', null)
      .where((e) => e.or([e('participants.created_at', '<', p.before), e('keys.revoked_at', 'is not', null)]))
      .limit(p.limit),
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
  /** Changes no row for an agent that its owner described, or that a message calls. */
  forgetAgent: statement<{ id: string; forgotten_at: number }>()((p) =>
    query
      .updateTable('participants')
      .set({ forgotten_at: p.forgotten_at })
      .where('id', '=', p.id)
      .where('kind', '=', 'agent')
      .where('type', '=', 'connected')
      .where('has_traces', '=', 0)
      .where('forgotten_at', 'is', null)
      .where('color', 'is', null)
      .where('description', 'is', null)
      .where((e) =>
        e.not(e.exists(e.selectFrom('mentions').select('seq').whereRef('mentions.participant_id', '=', 'participants.id').limit(1))),
      ),
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
