import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { useFileUrl } from './use-file-url.ts';

/** An image as an icon. Its name is beside it. */
export function SmallPicture({ file, className }: { file: ShownFile; className: string }) {
  const { url } = useFileUrl(file);
  return <img src={url ?? undefined} alt="" loading="lazy" decoding="async" className={`object-cover ${className}`} />;
}
