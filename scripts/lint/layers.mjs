// Which folder may import which. DESIGN.md draws it, this table decides it: oxlint runs it as a rule in every check.
import path from 'node:path';

const GATEWAY = 'src-main/gateway';
const RENDERER = 'src-renderer';
/** From the ground up. Each may import those before it. */
const FLOORS = ['lib', 'strings', 'ui', 'sync'];
/** Each may import those before it. */
const FEATURES = [
  ...['connection', 'emoji', 'files', 'keys', 'markdown', 'push', 'notify', 'sealed', 'sections'],
  ...['people', 'lantern', 'agent-facts', 'rooms', 'exports'],
  ...['devices', 'invites', 'models', 'agents'],
  ...['calling', 'voice', 'coordination', 'approvals', 'timeline', 'scheduled', 'composer', 'threads', 'saved', 'pins', 'page'],
  ...['forward', 'search'],
];
const SCREENS = ['join', 'welcome', 'settings', 'sidebar', 'room'];

/** A page has neither Node nor Electron. */
const PAGE_PACKAGES = /^(?!node:|electron$)/;

/** Every folder may import itself. The longest folder that contains a file is its layer; files outside all of them are free. */
export const LAYERS = {
  'src-shared': { folders: [], packages: /^(zod|@noble\/|@lezer\/)/ },
  ...rendererLayers(),
  'src-main/desktop': { folders: ['src-shared'], packages: /./ },
  'src-main/cli': { folders: ['src-shared'], packages: /^(?!electron$)/ },
  // It speaks to a home as the command does.
  'plugins/openclaw': { folders: ['src-shared', 'src-main/cli'], packages: /^(zod|node:|openclaw\/)/ },
  // What users of the SDK load. Only the part for Node knows Node.
  'sdk/typescript/src': { folders: ['src-shared'], packages: /^$/ },
  'sdk/typescript/src/node': { folders: ['sdk/typescript/src', 'src-shared'], packages: /^node:/ },
  'plugins/openclaw/src/testing': {
    folders: ['plugins/openclaw', 'src-shared', `${GATEWAY}/testing`],
    packages: /^(vitest$|node:)/,
  },
  // The files at the gateway's root put the layers together, and no layer imports them.
  [GATEWAY]: {
    folders: [
      'src-shared',
      ...gateway(
        'store',
        'domain',
        'realtime',
        'transports',
        'tools',
        'models',
        'protocols',
        'http',
        'agents',
        'sharing',
        'delivery',
        'export',
      ),
    ],
    packages: /^(?!electron$)/,
  },
  // A whole gateway for integration tests; whyNot lets only tests in.
  [`${GATEWAY}/testing`]: {
    folders: ['src-shared', GATEWAY, ...gateway('store', 'domain', 'realtime', 'sharing')],
    packages: /^(?!electron$)/,
  },
  // The suite that every store has to pass, filled by the home's own operations.
  [`${GATEWAY}/store/contract`]: { folders: ['src-shared', ...gateway('store', 'domain', 'testing')], packages: /^(?!electron$)/ },
  ...onTopOf(['store', 'domain', 'realtime', 'transports', 'sharing', 'export'], ['http']),
  // A protocol knows no transport, a transport no protocol, and the layers below them neither.
  ...onTopOf(['store', 'domain', 'realtime', 'tools'], ['protocols']),
  ...onTopOf(['store', 'domain', 'realtime', 'tools', 'models'], ['agents']),
  ...onTopOf(['store', 'domain', 'realtime'], ['sharing', 'tools']),
  ...onTopOf(['realtime'], ['transports']),
  ...onTopOf(['store', 'domain', 'delivery'], ['models']),
  ...onTopOf(['store', 'domain'], ['delivery', 'export']),
  ...onTopOf(['store', 'domain'], ['realtime']),
  ...onTopOf(['store'], ['domain']),
  ...onTopOf([], ['store']),
};

/** The names that only one file may touch: [module, name] -> file. */
const RESERVED = [{ module: 'electron', name: 'ipcMain', file: 'src-main/desktop/ipc.ts' }];

/** Any part may read its own version. */
const EVERYBODYS = ['package.json'];

function rendererLayers() {
  const inOrder = [
    ...FLOORS.map((name) => `${RENDERER}/${name}`),
    ...FEATURES.map((name) => `${RENDERER}/features/${name}`),
    ...SCREENS.map((name) => `${RENDERER}/screens/${name}`),
    `${RENDERER}/app`,
    // main.tsx, which starts the app.
    RENDERER,
  ];
  const layers = inOrder.map((folder, index) => [folder, { folders: ['src-shared', ...inOrder.slice(0, index)], packages: PAGE_PACKAGES }]);
  // For tests; whyNot lets only tests in.
  const testing = { folders: ['src-shared', ...inOrder], packages: PAGE_PACKAGES };
  return Object.fromEntries([...layers, [`${RENDERER}/testing`, testing]]);
}

function gateway(...names) {
  return names.map((name) => `${GATEWAY}/${name}`);
}

function onTopOf(lower, names) {
  return Object.fromEntries(
    gateway(...names).map((folder) => [folder, { folders: ['src-shared', ...gateway(...lower)], packages: /^(?!electron$)/ }]),
  );
}

const FOR_TESTS = [`${GATEWAY}/testing`, `${RENDERER}/testing`, 'plugins/openclaw/src/testing'];

/** Why this file may not import that module, or null when it may. Paths are relative to the root, with slashes. */
export function whyNot(file, specifier) {
  const layer = layerOf(file);
  if (!layer) return null;
  const { folders, packages } = LAYERS[layer];
  if (!specifier.startsWith('.')) {
    if (isTest(file) && specifier !== 'electron') return null;
    return packages.test(specifier) ? null : `${layer} may not use the module "${specifier}".`;
  }
  const target = path.posix.join(path.posix.dirname(file), specifier);
  if (EVERYBODYS.includes(target)) return null;
  const targetLayer = layerOf(target) ?? path.posix.dirname(target);
  if (isTest(file) && FOR_TESTS.includes(targetLayer)) return null;
  if (targetLayer === layer || folders.includes(targetLayer)) return null;
  return `${layer} may not import ${targetLayer}; it may import ${[layer, ...folders].join(', ')}.`;
}

export function whyNotNamed(file, specifier, name) {
  const reserved = RESERVED.find((each) => each.module === specifier && each.name === name && each.file !== file);
  return reserved && layerOf(file) ? `${name} belongs to ${reserved.file}, the one door for it.` : null;
}

function layerOf(file) {
  const containing = Object.keys(LAYERS).filter((folder) => file.startsWith(`${folder}/`));
  return containing.sort((a, b) => b.length - a.length)[0];
}

const isTest = (file) => /\.test\.tsx?$/.test(file);
