export interface StoredRow {
  participant_id: string;
  bytes: number;
}
