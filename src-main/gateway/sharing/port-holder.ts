// Who listens on a port that one would have liked: asked in the words of those who are likely to.
import { connect } from 'node:net';

const ASKING_MS = 1_000;
const BYTES_MAX = 4_096;
/** No command of the protocol: Lanai says so with the frame's id, ClawChat without it. */
const QUESTION = '{"id":"who","type":"who_is_there"}\n';

export type PortHolder = 'lanai' | 'clawchat' | 'inspector' | 'unknown';

export async function whoHolds(host: string, port: number): Promise<PortHolder> {
  const [line, page] = await Promise.all([
    hear(host, port, QUESTION, (heard) => heard.includes('\n')),
    hear(host, port, `GET /json/version HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`, (heard) =>
      heard.includes('node.js/'),
    ),
  ]);
  if (/^HTTP\/1\.[01] 200/.test(page) && page.includes('node.js/')) return 'inspector';
  const frame = line.split('\n')[0] ?? '';
  if (!frame.includes('"type":"error"') || !frame.includes('"invalid_payload"')) return 'unknown';
  return frame.includes('"reply_to":"who"') ? 'lanai' : 'clawchat';
}

/** What is to be done so that the port is free. */
export function portTaken(where: string, holder: PortHolder): string {
  const [who, what] = SENTENCES[holder];
  return `${where} is taken by ${who}. ${what}, and switch this on again.`;
}

const SENTENCES: Record<PortHolder, [who: string, what: string]> = {
  lanai: ['another Lanai, where programs for ClawChat find that home', 'Switch it off in the settings of that one, or quit it'],
  clawchat: ['ClawChat itself', 'Stop that'],
  inspector: ["a program under Node's inspector, which uses the same port", 'End that program, or start it with --inspect=9230'],
  unknown: ["another program, and it is neither ClawChat nor Node's inspector", 'Stop that'],
};

/** What it answers, up to what is enough, for a moment at most. */
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
