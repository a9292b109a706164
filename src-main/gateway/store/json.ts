/** The content of a JSON column. The store wrote it from a checked value of this type, so it is not checked again. */
export function fromJson<T>(text: string): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the column's type is the writer's
  return JSON.parse(text) as T;
}
