// The facts about an author that agents are sent. Names can be alike and can change, so they decide nothing.
import { roleOf } from '../../../../src-shared/participants.ts';
import type { Directory } from '../../domain/directory.ts';

export interface AuthorFacts {
  author_kind: 'person' | 'agent';
  /** `roleOf` the author. */
  author_role: string;
  /** It is the person whose key the reading agent came with. */
  is_my_owner: boolean;
}

export function authorFacts(directory: Directory, authorId: string, readerId: string): AuthorFacts {
  const author = directory.participant(authorId);
  return {
    author_kind: author?.kind ?? 'agent',
    author_role: author ? roleOf(author) : 'agent',
    is_my_owner: ownerOf(directory, readerId) === authorId,
  };
}

/** Null for people, who have no owner, and for agents of the home itself. */
export function ownerOf(directory: Directory, participantId: string): string | null {
  const participant = directory.participant(participantId);
  return participant?.kind === 'agent' ? participant.owner_id : null;
}
