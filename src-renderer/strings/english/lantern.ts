/** Statements that can be checked later, in one line. */
export const lanternWords = {
  verbs: {
    HELLO: 'Introduction',
    PROBE: 'Question',
    ASSERT: 'Claim',
    CHALLENGE: 'Challenge',
    RESOLVE: 'Finding',
    FUSE: 'Conclusion',
    SPARK: 'Idea',
    HARVEST: 'Idea used',
    BURY: 'Idea put away',
    SYNC: 'Comparing notes',
  },
  /** A statement on one line: "Claim: The tide turns at six". */
  inOneLine: (verb: string, said: string) => `${verb}: ${said}`,
  boreFruit: 'The idea bore fruit.',
  compares: 'Asks all to compare what is agreed on.',
};
