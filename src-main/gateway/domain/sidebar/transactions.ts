import { AppError } from '../../../../src-shared/errors.ts';
import { PLACED_ROOMS_MAX, SECTIONS_MAX } from '../../../../src-shared/limits.ts';
import type { Membership } from '../../../../src-shared/objects.ts';
import { FAVOURITES_ID, type Section, type Sidebar } from '../../../../src-shared/sidebar.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

interface Of {
  participant_id: string;
}

export function* setSidebar(tx: Tx, { participant_id, change }: Of & { change: Partial<Omit<Sidebar, 'sections'>> }): Steps<Sidebar> {
  return yield* save(tx, participant_id, { ...(yield* tx.reads.sidebar(participant_id)), ...change });
}

export function* createSection(tx: Tx, { participant_id, id, name }: Of & Section): Steps<Section> {
  const sidebar = yield* tx.reads.sidebar(participant_id);
  if (sidebar.sections.length >= SECTIONS_MAX) throw new AppError('invalid_payload', `There are ${SECTIONS_MAX} sections at most.`);
  refuseTakenName(sidebar, name, id);
  yield* save(tx, participant_id, { ...sidebar, sections: [...sidebar.sections, { id, name }] });
  return { id, name };
}

interface SectionChange extends Of {
  section_id: string;
  name?: string | undefined;
  position?: number | undefined;
}

export function* updateSection(tx: Tx, { participant_id, section_id, name, position }: SectionChange): Steps<Section> {
  const sidebar = yield* tx.reads.sidebar(participant_id);
  const at = placeOf(sidebar, section_id);
  const section = { id: section_id, name: name ?? sidebar.sections[at]?.name ?? '' };
  refuseTakenName(sidebar, section.name, section_id);
  const sections = without(sidebar, section_id);
  sections.splice(position ?? at, 0, section);
  yield* save(tx, participant_id, { ...sidebar, sections });
  return section;
}

/** Memberships keep the id, which names no section any more: their rooms are in none. */
export function* deleteSection(tx: Tx, { participant_id, section_id }: Of & { section_id: string }): Steps<Sidebar> {
  const sidebar = yield* tx.reads.sidebar(participant_id);
  placeOf(sidebar, section_id);
  return yield* save(tx, participant_id, { ...sidebar, sections: without(sidebar, section_id) });
}

interface RoomMove extends Of {
  room_id: string;
  section_id: string | null;
}

export function* setRoomSection(tx: Tx, { room_id, participant_id, section_id }: RoomMove): Steps<Membership> {
  const row = yield* tx.reads.membershipRow(room_id, participant_id);
  if (!row) throw new AppError('not_in_room');
  if (section_id !== null && section_id !== FAVOURITES_ID) placeOf(yield* tx.reads.sidebar(participant_id), section_id);
  if (row.section_id !== section_id) {
    yield* tx.writes.setRoomSection({ room_id, participant_id, section_id });
    const only = { subject_id: participant_id, only_id: participant_id };
    yield* tx.record({ type: 'room_section.changed', room_id, ...only, payload: { section_id } });
  }
  const membership = yield* tx.reads.membership(room_id, participant_id);
  if (!membership) throw new AppError('not_in_room');
  return membership;
}

interface Arrangement extends Of {
  section_id: string;
  room_ids: readonly string[];
}

/** The rooms of the section that are not listed lose their places. */
export function* arrangeSection(tx: Tx, { participant_id, section_id, room_ids }: Arrangement): Steps<Sidebar> {
  const listed = [...new Set(room_ids)];
  for (const room_id of listed) yield* setRoomSection(tx, { participant_id, room_id, section_id });
  const sidebar = yield* tx.reads.sidebar(participant_id);
  if (section_id !== FAVOURITES_ID) placeOf(sidebar, section_id);
  const elsewhere: string[] = [];
  for (const room_id of sidebar.placed) {
    const row = yield* tx.reads.membershipRow(room_id, participant_id);
    if (row?.section_id != null && row.section_id !== section_id) elsewhere.push(room_id);
  }
  const placed = [...elsewhere, ...listed].slice(-PLACED_ROOMS_MAX);
  return yield* save(tx, participant_id, { ...sidebar, placed });
}

function* save(tx: Tx, participant_id: string, sidebar: Sidebar): Steps<Sidebar> {
  yield* tx.writes.saveSidebar({ participant_id, sidebar: JSON.stringify(sidebar) });
  yield* tx.record({ type: 'sidebar.changed', subject_id: participant_id, only_id: participant_id });
  return sidebar;
}

function without({ sections }: Sidebar, sectionId: string): Section[] {
  return sections.filter(({ id }) => id !== sectionId);
}

/** Throws for an id of no section. */
function placeOf({ sections }: Sidebar, sectionId: string): number {
  const at = sections.findIndex(({ id }) => id === sectionId);
  if (at === -1) throw new AppError('invalid_payload', 'There is no such section.');
  return at;
}

function refuseTakenName({ sections }: Sidebar, name: string, exceptId: string): void {
  if (sections.some((each) => each.name === name && each.id !== exceptId))
    throw new AppError('invalid_payload', 'There is a section with that name already.');
}
