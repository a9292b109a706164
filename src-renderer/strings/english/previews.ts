/** Below a message: the pages that it links to. */
export const previewsWords = {
  list: 'Link previews',
  remove: (title: string) => `Remove the preview of ${title}`,
};
