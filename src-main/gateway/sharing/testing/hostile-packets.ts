// Packets that no honest host sends by mDNS: cut off, with loops, with wrong counts and lengths, and of noise.
import { encode } from 'dns-packet';

const NAME = 'maya-lanai.local';

/** `seed` makes the noise differ. */
export function hostilePackets(seed: number): Buffer[] {
  const answer = encode({ type: 'response', answers: [{ type: 'A', name: 'someone.local', ttl: 120, data: '127.0.0.1' }] });
  const query = encode({ type: 'query', questions: [{ type: 'A', name: NAME }] });
  return [
    Buffer.alloc(0),
    Buffer.alloc(11, 0xff),
    header({ questions: 65_535 }),
    header({ questions: 65_535, answers: 65_535, authorities: 65_535, additionals: 65_535 }),
    Buffer.concat([header({ questions: 1 }), pointer(12), Buffer.from([0, 1, 0, 1])]),
    Buffer.concat([header({ questions: 1 }), pointer(14), pointer(12), Buffer.from([0, 1, 0, 1])]),
    Buffer.concat([header({ questions: 1 }), Buffer.from([1, 0x61]), pointer(12), Buffer.from([0, 1, 0, 1])]),
    Buffer.concat([header({ questions: 1 }), Buffer.from([63]), Buffer.alloc(20, 0x61)]),
    longestChain(),
    ...[...answer.keys()].map((length) => answer.subarray(0, length)),
    ...[...query.keys()].map((length) => query.subarray(0, length)),
    ...lengthsOf(answer),
    Buffer.concat([query, Buffer.alloc(9_000, 0x61)]),
    ...Array.from({ length: 50 }, (_each, n) => noise(seed * 50 + n, 12 + ((n * 37) % 400))),
  ];
}

function header({ questions = 0, answers = 0, authorities = 0, additionals = 0 }): Buffer {
  const bytes = Buffer.alloc(12);
  [questions, answers, authorities, additionals].forEach((count, index) => bytes.writeUInt16BE(count, 4 + 2 * index));
  return bytes;
}

function pointer(to: number): Buffer {
  return Buffer.from([0xc0 | (to >> 8), to & 0xff]);
}

/** As many questions as fit, each with a name that leads through all pointers before it. */
function longestChain(): Buffer {
  const parts = [Buffer.from([0, 0, 1, 0, 1])];
  let at = 12;
  let size = 12 + 5;
  while (size + 6 <= 1_472) {
    parts.push(Buffer.concat([pointer(at), Buffer.from([0, 1, 0, 1])]));
    at = size;
    size += 6;
  }
  return Buffer.concat([header({ questions: parts.length }), ...parts]);
}

/** With each wrong length of its data. */
function lengthsOf(answer: Buffer): Buffer[] {
  return [0, 1, 3, 5, 255, 65_535].map((length) => {
    const bytes = Buffer.from(answer);
    bytes.writeUInt16BE(length, bytes.length - 6);
    return bytes;
  });
}

function noise(seed: number, length: number): Buffer {
  let state = seed + 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff));
}
