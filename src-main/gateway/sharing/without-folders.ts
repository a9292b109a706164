// The problem of an entrance is shown to every admin. The folders of the computer are the owner's business.

/** An absolute path up to its last name. A URL has none: its slashes follow a colon, a slash or a name. */
const FOLDERS = /(?<![\w:/\\.])(?:~|[A-Za-z]:)?[/\\](?:[^/\\\s"'`,;:]+[/\\])+/g;

/** The same text, with the last name of each absolute path alone. */
export const withoutFolders = (text: string): string => text.replaceAll(FOLDERS, '');
