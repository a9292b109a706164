// The host name of a server in the network: `<server>-lanai.local`, and `-2`, `-3` and so on where other hosts have that name.

/** The last part leaves room for a number, within the 63 bytes of a label. */
const NAME_CHARS_MAX = 50;

/** Never a short name such as `lanai`, which a computer may have. A name without Latin letters and digits gives one from the id. */
export function hostLabel(home: { id: string; name: string }): string {
  const plain = home.name
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/(?:^|-)lanai-?$/, '')
    .slice(0, NAME_CHARS_MAX)
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? `lanai-${shortId(home.id)}` : `${plain}-lanai`;
}

/** `attempt` counts from 1. */
export function candidate(label: string, attempt: number): string {
  return attempt === 1 ? label : `${label}-${attempt}`;
}

/** The random end of the id. */
function shortId(id: string): string {
  return id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(-4);
}
