// electron-builder's afterPack hook.
import path from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { FUSES } from './fuses.mjs';

/** @param {{ appOutDir: string, electronPlatformName: string, packager: import('electron-builder').AfterPackContext['packager'] }} context */
export default async function setFuses(context) {
  const binary = packagedBinary(context);
  const known = Object.keys(await getCurrentFuseWire(binary)).filter((key) => key in FUSES);
  const unknown = Object.keys(FUSES).filter((key) => !known.includes(key));
  if (unknown.length > 0 && !process.env.LANAI_TEST_RUNTIME) {
    throw new Error(
      `This Electron has no fuse ${unknown.map((key) => FuseV1Options[key]).join(', ')}. Is it older than the one in package.json?`,
    );
  }
  // Strict: should Electron have a fuse that the table does not name, the build stops until it does.
  const fuses = Object.fromEntries(known.map((key) => [key, FUSES[key]]));
  await flipFuses(binary, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: unknown.length === 0,
    resetAdHocDarwinSignature: true,
    ...fuses,
  });
}

function packagedBinary({ appOutDir, electronPlatformName, packager }) {
  const { productFilename, info } = packager.appInfo;
  if (electronPlatformName === 'darwin') return path.join(appOutDir, `${productFilename}.app`);
  if (electronPlatformName === 'win32') return path.join(appOutDir, `${productFilename}.exe`);
  return path.join(appOutDir, packager.executableName ?? info.name);
}
