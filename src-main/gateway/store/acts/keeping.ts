import type { BackupPlan } from '../../../../src-shared/home-keeping.ts';
import type { Transaction } from '../transaction.ts';

export function planBackups(tx: Transaction, plan: BackupPlan): void {
  tx.writes.planBackups.run(plan);
}
