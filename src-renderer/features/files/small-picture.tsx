import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { useFileUrl } from './use-file-url.ts';

/** A picture as a sign for itself; its name stands beside it. */
export function SmallPicture({ file, className }: { file: ShownFile; className: string }) {
  const { url } = useFileUrl(file);
  return <img src={url ?? undefined} alt="" loading="lazy" decoding="async" className={`object-cover ${className}`} />;
}
