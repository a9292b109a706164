// UUIDs of version 7 (RFC 9562, 6.2, method 1): the time in milliseconds, a counter that begins at a random number, and random bits.

/** After a clock was put back by less, ids keep their order. */
const PUT_BACK_MS = 10_000;
const COUNTER_BITS_LOW = 30;
const COUNTER_MAX = 2 ** 42 - 1;

interface UuidSeams {
  now(): number;
  /** A random number of 32 bits. */
  random(): number;
}

/** Each call returns the bytes of the next id, in the same array. */
export function createUuids({ now, random }: UuidSeams): () => Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  let time = -1;
  let counter = 0;
  function restart(at: number): void {
    time = at;
    counter = random() * 2 ** 10 + (random() >>> 22);
  }
  return () => {
    const at = now();
    if (at > time || at < time - PUT_BACK_MS) restart(at);
    else if (counter === COUNTER_MAX) restart(time + 1);
    else counter += 1;
    view.setUint16(0, Math.floor(time / 2 ** 32));
    view.setUint32(2, time % 2 ** 32);
    view.setUint16(6, 0x7000 + Math.floor(counter / 2 ** COUNTER_BITS_LOW));
    view.setUint32(8, 0x8000_0000 + (counter % 2 ** COUNTER_BITS_LOW));
    view.setUint32(12, random());
    return bytes;
  };
}
