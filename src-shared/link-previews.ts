// Link previews: the title and the image of a page that a message links to. The server makes them, if its owner allows it.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { FileInfo } from './files.ts';

export const LinkPreview = z.object({
  url: described('The address of the link.', z.string()),
  host: described('The host of the page, after all redirects.', z.string()),
  site_name: described('From the page: it may claim any name.', z.nullable(z.string())),
  title: z.string(),
  description: z.nullable(z.string()),
  image: described('A copy, as a file of this server. It is in no list of files.', z.nullable(FileInfo)),
});
export type LinkPreview = z.infer<typeof LinkPreview>;
