/** Beside a block of code in a message. */
export const codeWords = {
  copy: 'Copy code',
  copied: 'Copied',
};
