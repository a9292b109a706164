/** The lengths that say that the length follows, in 2 bytes or in 8 (RFC 6455, 5.2). */
const IN_TWO_BYTES = 126;
const IN_EIGHT_BYTES = 127;
const FINAL_TEXT = 0x81;

/** A text message as a server sends it: whole, not masked, not compressed. The same bytes go to every client. */
export function textFrame(text: Buffer): Buffer {
  const { length } = text;
  if (length < IN_TWO_BYTES) return Buffer.concat([Buffer.of(FINAL_TEXT, length), text]);
  if (length <= 0xffff) {
    const head = Buffer.of(FINAL_TEXT, IN_TWO_BYTES, 0, 0);
    head.writeUInt16BE(length, 2);
    return Buffer.concat([head, text]);
  }
  const head = Buffer.alloc(10);
  head[0] = FINAL_TEXT;
  head[1] = IN_EIGHT_BYTES;
  head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, text]);
}
