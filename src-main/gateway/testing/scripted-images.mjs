// The images that the scripted program answers with: each piece is Base64, the size of an image (`bytes=N`), a text (`say=…`) or `wait`.
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==', 'base64');

export async function paint(pieces, send, ended) {
  const add = (content) => send({ sessionUpdate: 'agent_message_chunk', content });
  for (const piece of pieces) {
    const [, size] = /^bytes=(\d+)$/.exec(piece) ?? [];
    if (piece === 'wait') {
      await ended;
      return { stopReason: 'cancelled' };
    }
    if (piece.startsWith('say=')) await add({ type: 'text', text: piece.slice('say='.length) });
    else {
      const data = size ? Buffer.concat([PNG, Buffer.alloc(Number(size) - PNG.length)]).toString('base64') : piece;
      // The type of a program may be wrong, and an address is not fetched.
      await add({ type: 'image', mimeType: 'text/html', data, uri: 'https://pictures.example/a.png' });
    }
  }
  return { stopReason: 'end_turn' };
}
