import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { at } from './project.mjs';
import { sbomOf } from './sbom.mjs';

interface Component {
  'bom-ref': string;
  group?: string;
  name: string;
  version: string;
  licenses: unknown[];
  purl: string;
  hashes?: { alg: string; content: string }[];
  scope?: string;
}

interface Bom {
  bomFormat: string;
  specVersion: string;
  metadata: { component: { name: string; version: string } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')) as {
  packages: Record<string, { version: string; integrity: string }>;
};

describe('the bill of materials', () => {
  it('has each package as the lock file has it, in order, and the Electron of the desktop', async () => {
    const { components, metadata, dependencies } = (await sbomOf([
      'react',
      '@fontsource-variable/inter',
      'better-sqlite3',
    ])) as unknown as Bom;
    expect(components.map(({ purl }) => purl)).toEqual([
      `pkg:npm/%40fontsource-variable/inter@${packages['node_modules/@fontsource-variable/inter']?.version}`,
      `pkg:npm/better-sqlite3@${packages['node_modules/better-sqlite3']?.version}`,
      `pkg:npm/react@${packages['node_modules/react']?.version}`,
      `pkg:npm/electron@${packages['node_modules/electron']?.version}`,
    ]);
    expect(components[0]).toMatchObject({ group: '@fontsource-variable', name: 'inter', licenses: [{ license: { id: 'OFL-1.1' } }] });
    expect(components.at(-1)).toMatchObject({ scope: 'optional' });
    expect(dependencies[0]?.dependsOn).toEqual(components.map((each) => each['bom-ref']));
    const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };
    expect(metadata.component).toMatchObject({ name: 'lanai', version });
  });

  it('has the digest that npm checked', async () => {
    const { components } = (await sbomOf(['react'])) as unknown as Bom;
    const [hash] = components[0]?.hashes ?? [];
    expect(hash?.alg).toBe('SHA-512');
    expect(Buffer.from(hash?.content ?? '', 'hex').toString('base64')).toBe(
      packages['node_modules/react']?.integrity.slice('sha512-'.length),
    );
  });

  it('is not made with a package that the lock file lacks', async () => {
    await expect(sbomOf(['left-pad'])).rejects.toThrow('left-pad is in dist and not in the lock file.');
  });
});
