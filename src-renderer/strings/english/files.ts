import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

export const filesWords = {
  attach: 'Attach files',
  toAttach: 'Files to attach',
  attached: 'Attached files',
  noFolders: 'Folders cannot be sent. Compress the folder first.',
  drop: 'Drop to attach',
  tooMany: (max: number, left: number) => `A message can have up to ${max} files. ${left} were not attached.`,
  /** `why`: a whole sentence. */
  sendElsewhere: (why: string) => `${why} Send them in another room.`,
  nothingKept: 'This room keeps nothing, so it takes no files.',
  waitUploading: 'You can send the message when the files are uploaded.',
  waitGoesOn: 'The connection was lost. The upload continues when it is back.',
  waitFailed: 'One file was not uploaded. Try again or remove it.',
  waitRemove: 'One file was not uploaded. Remove it to send the message.',
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
  notPlayed: 'This browser cannot play this file. Download it to open it in another program.',
  /** A sealed file whose content did not come, or was changed. */
  notOpened: 'The file could not be opened. It may be damaged, or the connection was lost.',
  play: 'Play',
  loadingLines: 'Loading the first lines…',
  noPreview: 'The preview could not be loaded. Download the file instead.',
  firstLines: (name: string) => `The first lines of ${name}`,
  goesOn: 'Only the first lines are shown. Download the file to see all of it.',
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
    svg: 'Drawing',
    html: 'Web page, shown as text',
    xml: 'XML',
  },
  kind: { image: 'Picture', audio: 'Audio', video: 'Video', text: 'Text', other: 'File' },
};
