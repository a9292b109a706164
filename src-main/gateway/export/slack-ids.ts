// Ids as Slack has them: capital letters and digits. Programs find mentions by this form.

export type SlackIds = (kind: 'U' | 'C' | 'G' | 'D' | 'F', id: string) => string;

/** The same id always gets the same one, and no two get one. */
export function slackIds(): SlackIds {
  const given = new Map<string, string>();
  const used = new Set<string>();
  return (kind, id) => {
    const key = `${kind} ${id}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    const base = `${kind}${id.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
    let made = base;
    for (let number = 2; used.has(made); number += 1) made = `${base}${number}`;
    used.add(made);
    given.set(key, made);
    return made;
  };
}
