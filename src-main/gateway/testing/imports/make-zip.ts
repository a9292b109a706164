// Makes zip archives for tests, whole ones and hostile ones.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string | Buffer;
  content: string | Buffer;
  /** Left out: what is true. */
  flags?: number;
  method?: number;
  size?: number;
  crc?: number;
  /** Unix mode. */
  mode?: number;
  /** Two parts in the same bytes. */
  offset?: number;
}

export function makeZip(parts: Readonly<Record<string, string | Buffer | object>>): Buffer {
  return zipOf(
    Object.entries(parts).map(([name, content]) => ({
      name,
      content: typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content),
    })),
  );
}

export function zipOf(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const content = Buffer.from(part.content);
    const packed = part.method === 0 ? content : deflateRawSync(content);
    const { flags = 0x0800, method = 8, size = content.length, crc = crc32(content), mode = 0o100644, offset = at } = part;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, name]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, tail, name]));
    if (part.offset !== undefined) continue;
    local.push(header, packed);
    at += header.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, list, end]);
}
