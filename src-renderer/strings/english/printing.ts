/** A room on paper. */
export const printingWords = {
  about: (home: string, time: string) => `${home} · printed on ${time}`,
  line: (words: string, time: string) => `${words} · ${time}`,
  task: (name: string, title: string) => `${name} made the task: ${title}`,
  vote: (title: string) => `Vote: ${title}`,
  files: (names: readonly string[]) => `Files: ${names.join(', ')}`,
};
