// Identifies the program that listens on a port, by a request in the protocol of each likely program.
import { connect } from 'node:net';

const ASKING_MS = 1_000;
const BYTES_MAX = 4_096;
/** No command of the protocol: Lanai refuses it with the frame's id, and the protocol's other server without it. */
const QUESTION = '{"id":"who","type":"who_is_there"}\n';

export type PortOwner = 'lanai' | 'other server' | 'inspector' | 'unknown';

export async function identifyPortOwner(host: string, port: number): Promise<PortOwner> {
  const [line, page] = await Promise.all([
    hear(host, port, QUESTION, (heard) => heard.includes('\n')),
    hear(host, port, `GET /json/version HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`, (heard) =>
      heard.includes('node.js/'),
    ),
  ]);
  if (/^HTTP\/1\.[01] 200/.test(page) && page.includes('node.js/')) return 'inspector';
  const frame = line.split('\n')[0] ?? '';
  if (!frame.includes('"type":"error"') || !frame.includes('"invalid_payload"')) return 'unknown';
  return frame.includes('"reply_to":"who"') ? 'lanai' : 'other server';
}

/** The beginning of its answer, within a short time limit. */
function hear(host: string, port: number, question: string, isEnough: (heard: string) => boolean): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, host);
    const limit = setTimeout(end, ASKING_MS);
    function end(): void {
      clearTimeout(limit);
      socket.destroy();
      resolve(heard);
    }
    socket.setEncoding('utf8');
    socket.once('connect', () => socket.write(question));
    socket.on('data', (text: string) => {
      heard += text;
      if (isEnough(heard) || heard.length > BYTES_MAX) end();
    });
    socket.once('error', end).once('close', end);
  });
}
