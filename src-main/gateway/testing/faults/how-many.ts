/** `npm run test:faults` has all of them, `npm test` a few. */
export function howMany({ few, all }: { few: number; all: number }): number {
  return process.env.LANAI_FAULTS === 'all' ? all : few;
}
