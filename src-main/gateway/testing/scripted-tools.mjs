// The tools of a server that a program of the tests was given.

/** Does the work with a client of the server. */
export async function withTools({ url, headers, command, args, env }, work) {
  const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
  const { StdioClientTransport } = await import('@modelcontextprotocol/client/stdio');
  const named = (pairs) => Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
  const client = new Client({ name: 'scripted', version: '1.2.3' });
  const overHttp = () => new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: named(headers) } });
  await client.connect(command ? new StdioClientTransport({ command, args, env: named(env) }) : overHttp());
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
