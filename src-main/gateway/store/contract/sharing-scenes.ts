// The operations of sharing.
import type { StoreUnderTest } from './store-under-test.ts';

export const SHARING_SCENES = {
  shareOn: (store: StoreUnderTest) => store.run('shareOn', { addresses: [{ address: '192.0.2.1', interface: 'eth0' }] }),
  keepCertificate: (store: StoreUnderTest) => store.run('keepCertificate', { way: { kind: 'own' }, authority: 'AA:BB' }),
  keepClosedLinks: (store: StoreUnderTest) => store.run('keepClosedLinks', { said: ['invite https://one.example'] }),
  keepEntrances: (store: StoreUnderTest) => store.run('keepEntrances', { entrances: [{ way: { kind: 'cloudflare' }, is_on: true }] }),
  keepMessengerTiers: (store: StoreUnderTest) => store.run('keepMessengerTiers', { tiers: { ada: 'pro' } }),
  setAgentListeners: (store: StoreUnderTest) => store.run('setAgentListeners', { is_on: true, placed_hash: 'hash' }),
};
