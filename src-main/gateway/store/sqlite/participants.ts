// People and agents: their rows, what they say of themselves, and what they are notified of.
import { sql } from 'kysely';
import { FIRST_PREFERENCES, type NotifyPreferences } from '../../../../src-shared/notify/levels.ts';
import type { EarlierName, Participant, Return } from '../../../../src-shared/objects.ts';
import { FIRST_SIDEBAR, type Sidebar } from '../../../../src-shared/sidebar.ts';
import type { Coloured } from '../../../../src-shared/hue.ts';
import type { Status } from '../../../../src-shared/profile.ts';
import { fromJson } from '../json.ts';
import type { NameKeys } from '../look-alike.ts';
import { every, mapFound, query, statement, type PreparedAll } from '../statement.ts';
import {
  notifyPreferences,
  participants,
  sidebars,
  type NotifyPreferencesRow,
  type ParticipantRow,
  type SidebarRow,
} from '../tables/participants.ts';
import type { Covered } from '../tables/table.ts';

const none = statement<Record<never, never>>();
const byId = statement<{ id: string }>();
const ofKey = statement<{ key_id: string }>();
const IS_UNUSED = sql<boolean>`(participants.kind = 'agent' AND participants.type = 'connected' AND participants.has_traces = 0
  AND participants.forgotten_at IS NULL AND participants.description IS NULL
  AND NOT EXISTS (SELECT 1 FROM mentions WHERE mentions.participant_id = participants.id))`;

export const participantReads = {
  participants: none(() => query.selectFrom('participants').selectAll().where('forgotten_at', 'is', null).orderBy('created_at')),
  participant: byId((p) => query.selectFrom('participants').selectAll().where('id', '=', p.id).where('forgotten_at', 'is', null)),
  participantsLike: statement<NameKeys>()((p) =>
    query
      .selectFrom('participants')
      .selectAll()
      .where('forgotten_at', 'is', null)
      .where((e) => e.or([e('name_key', '=', p.name_key), e('name_fold', '=', p.name_fold)])),
  ),
  /** The ones that came last, of those that are here. Only so many are read, because every new agent asks. */
  newestColours: statement<{ limit: number }>()((p) =>
    query
      .selectFrom('participants')
      .select(['id', 'color'])
      .where('revoked_at', 'is', null)
      .where('removed_at', 'is', null)
      .where('forgotten_at', 'is', null)
      .orderBy(sql`rowid`, 'desc')
      .limit(p.limit),
  ),
  pictured: statement<{ sha256: string }>()((p) => query.selectFrom('participants').select('id').where('picture', '=', p.sha256).limit(1)),
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
  keyOfAgent: byId((p) => query.selectFrom('participants').select('key_id').where('id', '=', p.id)),
  notifyPreferences: statement<{ participant_id: string }>()((p) =>
    query.selectFrom('notify_preferences').select('preferences').where('participant_id', '=', p.participant_id),
  ),
  sidebar: statement<{ participant_id: string }>()((p) =>
    query.selectFrom('sidebars').select('sidebar').where('participant_id', '=', p.participant_id),
  ),
};

export const participantWrites = {
  insertParticipant: statement<ParticipantRow>()((p) => query.insertInto('participants').values(participants.row(p))),
  renameParticipant: statement<Pick<ParticipantRow, 'id' | 'name' | 'name_key' | 'name_fold' | 'earlier_names'>>()((p) =>
    query
      .updateTable('participants')
      .set(every(p, 'id')('name', 'name_key', 'name_fold', 'earlier_names'))
      .where('id', '=', p.id),
  ),
  describeAgent: statement<{ id: string; capabilities: string }>()((p) =>
    query.updateTable('participants').set({ capabilities: p.capabilities }).where('id', '=', p.id),
  ),
  setRevoked: statement<{ id: string; revoked_at: number | null }>()((p) =>
    query.updateTable('participants').set({ revoked_at: p.revoked_at }).where('id', '=', p.id),
  ),
  setAccess: statement<Pick<ParticipantRow, 'id' | 'role' | 'scope'>>()((p) =>
    query.updateTable('participants').set(every(p, 'id')('role', 'scope')).where('id', '=', p.id),
  ),
  /** An imported person belongs to the home from then on. */
  letBackIn: statement<{ id: string; returns: string }>()((p) =>
    query.updateTable('participants').set({ revoked_at: null, returns: p.returns, imported: null }).where('id', '=', p.id),
  ),
  setProfile: statement<Pick<ParticipantRow, 'id' | 'color' | 'picture' | 'status' | 'time_zone' | 'description'>>()((p) =>
    query
      .updateTable('participants')
      .set(every(p, 'id')('color', 'picture', 'status', 'time_zone', 'description'))
      .where('id', '=', p.id),
  ),
  setRemoved: statement<{ id: string; removed_at: number | null }>()((p) =>
    query.updateTable('participants').set({ removed_at: p.removed_at }).where('id', '=', p.id),
  ),
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
  bindAgent: statement<{ id: string; key_id: string }>()((p) =>
    query.updateTable('participants').set({ key_id: p.key_id }).where('id', '=', p.id),
  ),
  setTellsReads: statement<{ id: string; tells_reads: number }>()((p) =>
    query.updateTable('participants').set({ tells_reads: p.tells_reads }).where('id', '=', p.id),
  ),
  saveNotifyPreferences: statement<NotifyPreferencesRow>()((p) =>
    query
      .insertInto('notify_preferences')
      .values(notifyPreferences.row(p))
      .onConflict((conflict) => conflict.column('participant_id').doUpdateSet({ preferences: p.preferences })),
  ),
  saveSidebar: statement<SidebarRow>()((p) =>
    query
      .insertInto('sidebars')
      .values(sidebars.row(p))
      .onConflict((conflict) => conflict.column('participant_id').doUpdateSet({ sidebar: p.sidebar })),
  ),
};

export function participantReadsOn(find: PreparedAll<typeof participantReads>) {
  return {
    participants: (): Participant[] => find.participants.all({}).map(toParticipant),
    participant: (id: string): Participant | null => mapFound(find.participant.get({ id }), toParticipant),
    newestColours: (limit: number): Coloured[] => find.newestColours.all({ limit }),
    participantsLike: (keys: NameKeys): Participant[] => find.participantsLike.all(keys).map(toParticipant),
    isForgotten: (id: string): boolean => find.forgottenAgent.get({ id }) !== undefined,
    /** The key an agent was made with. */
    keyIdOfAgent: (id: string): string | null => find.keyOfAgent.get({ id })?.key_id ?? null,
    agentCountOfKey: (keyId: string): number => find.agentCountOfKey.get({ key_id: keyId })?.count ?? 0,
    /** Agents that left nothing, the oldest first, and removed ones behind the others. */
    unusedAgentsOfKey: (keyId: string, limit: number) => find.unusedOfKey.all({ key_id: keyId, limit }),
    unusedAgentsBefore: (before: number): string[] => find.unusedBefore.all({ before }).map(({ id }) => id),
    isPictured: (sha256: string): boolean => find.pictured.get({ sha256 }) !== undefined,
    notifyPreferences(participantId: string): NotifyPreferences {
      const row = find.notifyPreferences.get({ participant_id: participantId });
      return row ? { ...FIRST_PREFERENCES, ...fromJson<Partial<NotifyPreferences>>(row.preferences) } : FIRST_PREFERENCES;
    },
    sidebar(participantId: string): Sidebar {
      const row = find.sidebar.get({ participant_id: participantId });
      return row ? { ...FIRST_SIDEBAR, ...fromJson<Partial<Sidebar>>(row.sidebar) } : FIRST_SIDEBAR;
    },
  };
}

export function toParticipant(
  row: Covered<ParticipantRow, Participant, 'key_id' | 'name_key' | 'name_fold' | 'has_traces' | 'forgotten_at'>,
): Participant {
  const { id, name, created_at, color } = row;
  const earlier = row.earlier_names === null ? {} : { earlier_names: fromJson<EarlierName[]>(row.earlier_names) };
  const imported = row.imported === null ? {} : { imported: row.imported };
  if (row.kind === 'person') {
    const { role, scope, revoked_at, picture, time_zone } = row;
    const tells_reads = row.tells_reads !== 0;
    const status = row.status === null ? null : fromJson<Status>(row.status);
    const returns = row.returns === null ? {} : { returns: fromJson<Return[]>(row.returns) };
    return {
      kind: 'person',
      id,
      name,
      role: role ?? 'guest',
      scope: scope ?? 'rooms',
      tells_reads,
      created_at,
      revoked_at,
      color,
      picture,
      status,
      time_zone,
      ...earlier,
      ...returns,
      ...imported,
    };
  }
  return {
    kind: 'agent',
    id,
    name,
    type: row.type ?? 'connected',
    owner_id: row.owner_id,
    capabilities: strings(row.capabilities) ?? [],
    created_at,
    color,
    description: row.description,
    removed_at: row.removed_at,
    ...(row.picture !== null && { picture: row.picture }),
    ...earlier,
    ...imported,
  };
}

function strings(json: string | null): string[] | null {
  return json === null ? null : fromJson<string[]>(json);
}
