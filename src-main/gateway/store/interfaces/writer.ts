import type { ArgsOf, OperationName, Operations, ResultOf } from './tx.ts';

export interface Writer<O extends Operations> {
  /**
   * Runs an operation as a whole, after all earlier ones. Resolves when it is durable and its changes are published. Rejects with
   * an AppError when it is refused; then nothing of it is written.
   */
  run<N extends OperationName<O>>(name: N, args: ArgsOf<O, N>): Promise<ResultOf<O, N>>;
}
