// The software bill of materials of dist, in CycloneDX: the packages whose code is in it, as the lock file has them.
import { readFile } from 'node:fs/promises';
import { at } from './project.mjs';

/** The packaged desktop app runs in it; the server without a window does not. */
const OF_DESKTOP = 'electron';

/** `places`: folders under node_modules. */
export async function sbomOf(places) {
  const lock = JSON.parse(await readFile(at('package-lock.json'), 'utf8'));
  const { name, version, license } = JSON.parse(await readFile(at('package.json'), 'utf8'));
  const sorted = [...places].sort((a, b) => a.localeCompare(b));
  const components = [...sorted.map((place) => componentOf(place, lock)), { ...componentOf(OF_DESKTOP, lock), scope: 'optional' }];
  const root = `pkg:npm/${name}@${version}`;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': root, name, version, licenses: licencesOf(license), purl: root } },
    components,
    dependencies: [{ ref: root, dependsOn: components.map((component) => component['bom-ref']) }],
  };
}

function componentOf(place, { packages }) {
  const locked = packages[`node_modules/${place}`];
  if (!locked) throw new Error(`${place} is in dist and not in the lock file.`);
  const { version, license, integrity, name = place.split('node_modules/').at(-1) } = locked;
  const [group, own] = name.startsWith('@') ? name.split('/') : [null, name];
  const purl = `pkg:npm/${group === null ? '' : `${encodeURIComponent(group)}/`}${own}@${version}`;
  return {
    type: 'library',
    'bom-ref': place.includes('node_modules/') ? `${purl}#${place}` : purl,
    ...(group === null ? {} : { group }),
    name: own,
    version,
    licenses: licencesOf(license),
    purl,
    ...(integrity ? { hashes: [hashOf(integrity)] } : {}),
  };
}

function licencesOf(license) {
  if (license === undefined) return [];
  if (/ (?:OR|AND|WITH) /.test(license)) return [{ expression: license }];
  return [{ license: /^[A-Za-z0-9.+-]+$/.test(license) ? { id: license } : { name: license } }];
}

/** The lock file's is base64 behind a name such as `sha512`. */
function hashOf(integrity) {
  const [algorithm, digest] = integrity.split(' ')[0].split(/-(.*)/s);
  return { alg: algorithm.replace(/^sha/, 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') };
}
