// Loaded into the gateway of a test (node --import): names under .example lead to a public address, and connections to that address
// reach a server of the test. The gateway itself is as it ships, with all its checks of addresses.
import assert from 'node:assert/strict';
import dns from 'node:dns/promises';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const PUBLIC = [{ address: '93.184.215.14', family: 4 }];
const HERE = [{ address: '127.0.0.1', family: 4 }];
const isName = (host) => typeof host === 'string' && host.endsWith('.example');

const { lookup } = dns;
dns.lookup = (name, options) => (isName(name) ? Promise.resolve(PUBLIC) : lookup(name, options));
syncBuiltinESMExports();

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...given) {
  const options = Array.isArray(given[0]) ? given[0][0] : given[0];
  if (isName(options?.host)) {
    const checked = options.lookup;
    options.port = Number(process.env.LANAI_E2E_WEB_PORT);
    options.lookup = (name, how, done) =>
      checked(name, { ...how, all: true }, (error, addresses) => {
        assert.deepEqual(addresses, PUBLIC);
        if (how.all) done(error, HERE);
        else done(error, HERE[0].address, HERE[0].family);
      });
  }
  return Reflect.apply(connect, this, given);
};
