// The words about the backup to restore when the database of a home is damaged.
import { StartFailure } from '../../../../src-shared/errors.ts';
import { findNewest } from './backup-worker-thread.ts';

/** Adds to the failure of a damaged database which backup to restore. Every other error stays as it is. */
export async function withNewestBackup(error: Error, folder: string, program: URL | string): Promise<Error> {
  if (!(error instanceof StartFailure && error.code === 'database_damaged')) return error;
  const { encrypted, whole } = await findNewest(program, folder);
  const command = (file: string): string => `${file}. Command: lanai restore "${file}" --data-dir "${folder}"`;
  const sentences = [error.message];
  if (encrypted !== null) sentences.push(`The newest backup is encrypted and was not checked: ${command(encrypted)}`);
  if (whole !== null) sentences.push(`The newest good backup${encrypted === null ? '' : ' that is not encrypted'}: ${command(whole)}`);
  return sentences.length === 1 ? error : new StartFailure('database_damaged', sentences.join(' '), { cause: error.cause });
}
