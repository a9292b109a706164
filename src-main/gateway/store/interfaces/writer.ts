import type { ArgsOf, OperationName, Operations, ResultOf } from './tx.ts';

export interface Writer<O extends Operations> {
  /**
   * Runs an operation whole, after all that was asked for before it. Resolves when it is durable and its changes were told; rejects
   * with an AppError when it is refused, and then nothing of it is written.
   */
  run<N extends OperationName<O>>(name: N, args: ArgsOf<O, N>): Promise<ResultOf<O, N>>;
}
