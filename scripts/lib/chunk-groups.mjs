// How the page's script is cut into files. A file for each part and each icon would be 160 requests, most of them for some
// hundred bytes, and as many hashes in index.html. So the parts that the page fetches together are one file.
import { statSync } from 'node:fs';
import { at } from './project.mjs';

const ENTRY = at('src-renderer/main.tsx');
const PARTS_LIST = at('src-renderer/app/dialog-list.tsx');
/** They grow with every part, and are a file for all of them. */
const TEXTS = /[\\/]strings[\\/]english[\\/]/;
const OWN_SOURCE = at('src-renderer');
/** In bytes of source, without texts and what the first screen has. A part with a large library is wanted rarely, and stays a separate file. */
const PART_MAX = 40_000;
/**
 * The builder's own word for it.
 * @type {'$initial'}
 */
const FIRST = '$initial';

/** Earlier groups have what later ones share with them. */
export function chunkGroups() {
  /** The group of each part. Found once: the builder asks for each module of the page. */
  let groups = null;
  const groupOf = (id, graph) => (groups ??= groupsOfParts(graph)).get(id) ?? null;
  return [
    // The code that the first screen needs.
    { name: 'first', tags: [FIRST] },
    // Texts, for many parts and for those who are not signed in. A language loads the English ones before it is set.
    { name: 'english', test: TEXTS },
    // It reads the language when it is loaded.
    { name: 'texts', test: /[\\/]strings[\\/]all-strings\.ts$/ },
    // Small, and needed by many parts.
    { name: 'icons', test: /[\\/]lucide-react[\\/]/ },
    { name: (id, graph) => (groupOf(id, graph) === 'room' ? 'room' : null), debugName: 'room' },
    { name: (id, graph) => (groupOf(id, graph) === 'dialogs' ? 'dialogs' : null), debugName: 'dialogs' },
  ];
}

/** `room`: the menus, cards and panels that the page fetches when it is idle. `dialogs`: those that it fetches after them. */
function groupsOfParts(graph) {
  const first = closureOf(ENTRY, graph);
  const isSmall = (part) => {
    let size = 0;
    for (const id of closureOf(part, graph)) if (!first.has(id) && !TEXTS.test(id)) size += sizeOf(id);
    return size <= PART_MAX;
  };
  const partsOf = (id) => infoOf(id, graph).dynamicallyImportedIds.filter((part) => !first.has(part) && isSmall(part));
  const besides = infoOf(PARTS_LIST, graph).importedIds.filter((id) => id.startsWith(OWN_SOURCE));
  return new Map([...partsOf(PARTS_LIST).map((part) => [part, 'dialogs']), ...besides.flatMap(partsOf).map((part) => [part, 'room'])]);
}

/** A module and all that it imports. */
function closureOf(id, graph) {
  const seen = new Set([id]);
  for (const each of seen) for (const imported of infoOf(each, graph).importedIds) seen.add(imported);
  return seen;
}

/** Zero for a module that is no file. */
function sizeOf(id) {
  return statSync(id.split('?')[0].replace(/^\0/, ''), { throwIfNoEntry: false })?.size ?? 0;
}

function infoOf(id, graph) {
  const info = graph.getModuleInfo(id);
  if (!info) throw new Error(`${id} is no module of the page.`);
  return info;
}
