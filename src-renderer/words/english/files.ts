import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

export const filesWords = {
  attach: 'Attach files',
  toAttach: 'Files to attach',
  attached: 'Attached files',
  noFolders: 'A folder cannot be sent. Make an archive of it first.',
  drop: 'Drop to attach',
  tooMany: (max: number, left: number) => `A message carries at most ${max} files. ${left} of these were left out.`,
  /** `why`: a whole sentence. */
  sendElsewhere: (why: string) => `${why} Send them in another room.`,
  nothingKept: 'Nothing of this room is kept, so it takes no files.',
  waitUploading: 'You can send it once the files are there.',
  waitFailed: 'A file did not arrive. Try it again or remove it.',
  waitRemove: 'A file did not arrive. Remove it to send the message.',
  waiting: 'Waiting',
  tryAgain: (name: string) => `Try ${name} again`,
  cancel: (name: string) => `Cancel ${name}`,
  remove: (name: string) => `Remove ${name}`,
  uploading: (name: string) => `Uploading ${name}`,
  preview: 'Preview',
  hide: 'Hide',
  download: (name: string) => `Download ${name}`,
  open: (name: string) => `Open ${name}`,
  notAPicture: 'This picture cannot be shown.',
  notPlayed: 'This browser cannot play it.',
  /** A sealed file whose content did not come, or was changed. */
  notOpened: 'It could not be opened. It may be damaged, or the connection lost.',
  play: 'Play',
  loadingFiles: 'Loading files',
  /** `why`: a whole sentence. */
  notListed: (why: string) => `The files could not be listed. ${why}`,
  noFiles: 'No files yet',
  noFilesText: 'Drop some on the messages, or use the paper clip below them.',
  files: 'Files',
  older: 'Show older files',
  showWhereSent: 'Show it where it was sent',
  loadingLines: 'Loading the first lines…',
  noPreview: 'The preview could not be loaded. Download the file instead.',
  firstLines: (name: string) => `The first lines of ${name}`,
  goesOn: 'It goes on. Download it to have it all.',
  place: (at: number, count: number) => `${at} of ${count}`,
  fit: 'Fit into the window',
  ownSize: 'Show at its own size',
  before: 'Picture before',
  next: 'Next picture',
  /** `size` is written as the language writes numbers. */
  size: {
    bytes: (count: number) => plural(count, { one: '# byte', other: '# bytes' }),
    kb: (size: string) => `${size} KB`,
    mb: (size: string) => `${size} MB`,
    gb: (size: string) => `${size} GB`,
  },
  type: {
    pdf: 'PDF',
    zip: 'Archive',
    svg: 'Drawing, shown as text',
    html: 'Web page, shown as text',
    xml: 'XML',
  },
  kind: { image: 'Picture', audio: 'Sound', video: 'Film', text: 'Text', other: 'File' },
};
