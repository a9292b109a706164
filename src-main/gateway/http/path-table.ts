// Which addresses there are and what each takes: for the right refusal, and for counting requests by address.

interface KnownPath {
  /** With its parameters' names: `/api/rooms/:room_id`. */
  pattern: string;
  methods: string[];
}

export interface PathTable {
  find(path: string): KnownPath | null;
}

export function createPathTable(routes: readonly { method: string; path: string }[]): PathTable {
  const known = new Map<string, Set<string>>();
  for (const { method, path } of routes) known.set(path, (known.get(path) ?? new Set()).add(method));
  const withParameters = [...known.keys()].filter((path) => path.includes(':')).map((pattern) => ({ pattern, test: testOf(pattern) }));
  return {
    find(path) {
      const patterns = withParameters.filter(({ test }) => test.test(path)).map((each) => each.pattern);
      if (known.has(path)) patterns.unshift(path);
      const [pattern] = patterns;
      if (pattern === undefined) return null;
      return { pattern, methods: [...new Set(patterns.flatMap((each) => [...(known.get(each) ?? [])]))].sort() };
    },
  };
}

function testOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`);
}
