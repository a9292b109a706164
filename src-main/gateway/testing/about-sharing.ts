// The requests about sharing, one after the other, for the test of every route. The server may listen on 127.0.0.1.
type Good = (method: string, path: string, body?: unknown) => Promise<unknown>;

export async function askAboutSharing(good: Good): Promise<void> {
  await good('GET', '/api/sharing');
  await good('PUT', '/api/sharing', { addresses: ['127.0.0.1'] });
  await good('PUT', '/api/sharing/certificate', { certificate: { kind: 'own' } });
  for (const path of ['/api/trust', '/trust/lanai.crt', '/api/trust/check']) await good('GET', path);
  await good('PUT', '/api/sharing', { addresses: [] });
  await good('PUT', '/api/sharing/entrances', { way: { kind: 'cloudflare' } });
  await good('PUT', '/api/sharing/entrances/cloudflare');
  await good('DELETE', '/api/sharing/entrances/cloudflare');
  await good('GET', '/api/clawchat');
  await good('PUT', '/api/clawchat', { is_on: false });
}
