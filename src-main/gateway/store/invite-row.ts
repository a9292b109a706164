/** Its code is kept as SHA-256 only. */
export interface InviteRow {
  id: string;
  code_hash: string;
  name: string;
  role: 'admin' | 'member' | 'guest';
  room_ids: string | null;
  created_by: string;
  created_at: number;
  expires_at: number;
  max_uses: number;
  uses: number;
  revoked_at: number | null;
  participant_id: string | null;
  /** 1: does not work until the owner confirms it. */
  needs_owner: number;
}
