import type { Commands } from './domain/core.ts';
import type { Stop, Stops } from './stops.ts';

/** A part of the server: the commands that it answers, and the work that it does automatically. */
export interface Feature {
  readonly name: string;
  readonly commands?: Partial<Commands>;
  /** Begins its own work, before the first client connects. `commands`: those of all features. Returns the end of the work. */
  start?(commands: Commands): Stop | Promise<Stop>;
}

type Intersection<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void ? I : never;
type Answered<F> = F extends { readonly commands: infer C } ? C : never;

/** The commands of all features. Throws when two of them have the same one. A missing command does not compile. */
export function commandsOf<const F extends readonly Feature[]>(features: F): Intersection<Answered<F[number]>> {
  const answeredBy = new Map<string, string>();
  const all: Partial<Commands> = {};
  for (const { name, commands = {} } of features) {
    for (const command of Object.keys(commands)) {
      const other = answeredBy.get(command);
      if (other !== undefined) throw new Error(`${command} is answered by two features: ${other} and ${name}.`);
      answeredBy.set(command, name);
    }
    Object.assign(all, commands);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the commands of each feature were added above
  return all as Intersection<Answered<F[number]>>;
}

export async function startAll(features: readonly Feature[], commands: Commands, stops: Stops): Promise<void> {
  for (const feature of features) if (feature.start) stops.add(await feature.start(commands));
}
