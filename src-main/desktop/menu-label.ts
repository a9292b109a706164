/** Text of a user in the label of a native menu. Electron takes a single ampersand as the mark of the letter for the keyboard, on every system. */
export const menuLabel = (text: string): string => text.replaceAll('&', '&&');
