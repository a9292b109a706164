// Looks through an SVG before it is shown as an image. An image runs no script and loads nothing, but it is drawn by the page's own
// process: a few lines can ask for billions of shapes. So the shapes are counted, each as often as it is drawn.

export interface Svg {
  /** For an <img>. Unlike an address in memory it has no origin, wherever it is opened. */
  address: string;
  /** In px, as it wants to be shown. */
  width: number;
  height: number;
  /** The same without movement, for users who want none. Null: it does not move. */
  still: string | null;
}

const CHARS_MAX = 300_000;
const SHAPES_MAX = 20_000;
const DEPTH_MAX = 200;
const SIDE_MAX = 100_000;

/** Throws, with the reason, for a text that is not shown as an image. */
export function readSvg(text: string): Svg {
  if (text.length > CHARS_MAX) throw new Error('It is too long.');
  const tree = treeOf(text);
  const { root } = tree;
  if (costOf(root, tree.byId) > SHAPES_MAX) throw new Error('It draws too many shapes.');
  const moves = tree.animations.length > 0 || tree.moves;
  const still = moves && tree.rootEnd > 0 ? addressOf(withoutMovement(text, tree), root) : null;
  return { address: addressOf(text, root), still, ...sizeOf(root.attributes) };
}

function addressOf(text: string, root: Element): string {
  return `data:image/svg+xml,${encodeURIComponent(withNamespaces(text, root))}`;
}

interface Element {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: Element[];
  /** The id of what it draws in its own place. */
  uses: string | null;
  /** Ids of patterns, masks, markers and the like. Its children inherit some of them. */
  paints: string[];
  /** Where the content of a style begins. */
  contentStart: number;
  /** Where its first tag ends its name. */
  nameEnd: number;
  cost: number | 'counting' | null;
}

const TAG = /<(\/?)([A-Za-z_][\w:.-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/y;
const ATTRIBUTE = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** The content of these is text. */
const STYLE = 'style';
const REFUSED = /^(?:script|handler|listener|iframe|object|embed|audio|video|canvas)$/;
const ANIMATED = /^(?:animate|animateTransform|animateMotion|animateColor|set)$/;
/** An animation of these could draw other things than were counted. */
const NOT_ANIMATED = /href|filter|mask|clip|marker|cursor|style|class|id|fill|stroke$/i;

interface Tree {
  root: Element;
  byId: Map<string, Element>;
  /** The parts of the text that are animations. */
  animations: { from: number; to: number }[];
  /** A style has animations. */
  moves: boolean;
  /** Where the last tag of the root begins; 0 for one without content. */
  rootEnd: number;
}

function treeOf(text: string): Tree {
  const byId = new Map<string, Element>();
  const animations: Tree['animations'] = [];
  let moves = false;
  let rootEnd = 0;
  const open: Element[] = [];
  let root: Element | null = null;
  let count = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const skipped = afterMarkup(text, at);
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    TAG.lastIndex = at;
    const [tag, slash, name = '', written = ''] = TAG.exec(text) ?? [];
    if (tag === undefined) throw new Error('A tag does not end.');
    if (slash !== '') {
      const ended = open.pop();
      if (ended?.name !== name) throw new Error('A tag ends that did not begin.');
      if (localName(name) === STYLE) {
        checkStyle(text.slice(ended.contentStart, at));
        moves ||= MOVEMENT.test(decoded(text.slice(ended.contentStart, at)));
      }
      if (open.length === 0) rootEnd = at;
      if (ANIMATED.test(localName(name))) animations.push({ from: ended.nameEnd - ended.name.length - 1, to: at + tag.length });
    } else {
      const element = elementOf(name, written, at);
      count += 1;
      if (count > SHAPES_MAX || open.length > DEPTH_MAX) throw new Error('It is too large.');
      const id = element.attributes.get('id');
      if (id !== undefined && !byId.has(id)) byId.set(id, element);
      if (root === null) root = element;
      else if (open.length === 0) throw new Error('It has two roots.');
      open.at(-1)?.children.push(element);
      moves ||= MOVEMENT.test(element.attributes.get('style') ?? '');
      if (!written.endsWith('/')) open.push(element);
      else if (ANIMATED.test(localName(name))) animations.push({ from: at, to: at + tag.length });
    }
    at += tag.length;
  }
  if (!root || localName(root.name) !== 'svg' || open.length > 0) throw new Error('It is no whole SVG.');
  return { root, byId, animations, moves, rootEnd };
}

const MOVEMENT = /\b(?:animation|transition)/i;

/** The style is the last one of the root. */
function withoutMovement(text: string, { root, animations, rootEnd }: Tree): string {
  const prefix = root.name.slice(0, root.name.indexOf(':') + 1);
  const style = `<${prefix}style>*{animation:none!important;transition:none!important}</${prefix}style>`;
  let still = '';
  let at = 0;
  for (const { from, to } of animations.sort((a, b) => a.from - b.from)) {
    // One within another is gone with it.
    if (from < at) continue;
    still += text.slice(at, from);
    at = to;
  }
  return still + text.slice(at, rootEnd) + style + text.slice(rootEnd);
}

/** The end of a comment, a declaration or an instruction that begins here; null for a tag. */
function afterMarkup(text: string, at: number): number | null {
  if (text.startsWith('<!--', at)) return endOf(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return endOf(text, ']]>', at);
  if (text.startsWith('<?', at)) {
    if (text.startsWith('<?xml-stylesheet', at)) throw new Error('It has a stylesheet.');
    return endOf(text, '?>', at);
  }
  if (!text.startsWith('<!', at)) return null;
  const end = endOf(text, '>', at);
  // A document type with its own parts can define texts that grow.
  if (text.slice(at, end).includes('[')) throw new Error('It defines entities.');
  return end;
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  if (at === -1) throw new Error('A part of it does not end.');
  return at + mark.length;
}

function elementOf(name: string, written: string, at: number): Element {
  const attributes = new Map<string, string>();
  for (const [, attribute = '', double, single] of written.matchAll(ATTRIBUTE)) attributes.set(attribute, decoded(double ?? single ?? ''));
  const local = localName(name);
  if (REFUSED.test(local)) throw new Error(`It has an element ${local}.`);
  if (ANIMATED.test(local) && NOT_ANIMATED.test(attributes.get('attributeName') ?? '')) throw new Error('It changes what it draws.');
  const nameEnd = at + 1 + name.length;
  const element: Element = {
    name,
    attributes,
    children: [],
    uses: null,
    paints: [],
    nameEnd,
    contentStart: nameEnd + written.length + 1,
    cost: null,
  };
  for (const [attribute, value] of attributes) {
    if (localName(attribute) === 'href') element.uses = usedBy(value) ?? element.uses;
    else element.paints.push(...paintedBy(attribute, value));
  }
  return element;
}

/** Without its prefix, which an author can choose. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function usedBy(value: string): string | null {
  const address = value.trim();
  if (/^data:/i.test(address)) throw new Error('It has a file in it.');
  return address.startsWith('#') ? address.slice(1) : null;
}

const URL_OF = /url\(\s*['"]?\s*#([^'")\s]*)/gi;
/** Drawn at each point of a line. */
const MARKER = /^marker(?:-mid)?$/i;

function paintedBy(attribute: string, value: string): string[] {
  // An escape could hide an address.
  if (value.includes('\\') && (attribute === 'style' || /url/i.test(value))) throw new Error('It hides an address.');
  if (MARKER.test(attribute) || (attribute === 'style' && /marker(?:-mid)?\s*:/i.test(value)))
    throw new Error('It marks each point of a line.');
  return [...value.matchAll(URL_OF)].map(([, id = '']) => id);
}

/** A whole import, which an image ignores. */
const IMPORT = /@import\s+(?:url\(\s*)?(["'])[^"'\\{}\n]{0,500}\1\s*\)?\s*;/gi;

/** Rules could give any element something more to draw. */
function checkStyle(content: string): void {
  const rules = decoded(content).replace(IMPORT, '');
  if (/url|src\s*\(|image|\\/i.test(rules)) throw new Error('Its style draws something.');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function decoded(value: string): string {
  return value.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (entity, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? entity;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

/** A step of a filter looks at each pixel. */
const FILTER_COST = 100;

/** How many shapes are drawn for it, at most. */
function costOf(element: Element, byId: ReadonlyMap<string, Element>): number {
  if (element.cost === 'counting') throw new Error('It draws itself.');
  if (element.cost !== null) return element.cost;
  element.cost = 'counting';
  const costOfId = (id: string): number => {
    const drawn = byId.get(id);
    return drawn ? costOf(drawn, byId) : 0;
  };
  let own = localName(element.name).startsWith('fe') ? FILTER_COST : 1;
  for (const child of element.children) own += costOf(child, byId);
  if (element.uses !== null) own += costOfId(element.uses);
  element.cost = element.paints.reduce((cost, id) => cost + own * costOfId(id), own);
  return element.cost;
}

const LENGTH = /^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/;
const BROWSERS_OWN = { width: 300, height: 150 };
/** A drawing without its own size. */
const SIDE_WANTED = 360;

function sizeOf(attributes: ReadonlyMap<string, string>): { width: number; height: number } {
  const own = (name: string): number => Number(LENGTH.exec(attributes.get(name) ?? '')?.[1] ?? 0);
  const [, , boxWidth = 0, boxHeight = 0] = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const hasBox = boxWidth > 0 && boxHeight > 0;
  const [width, height] = [own('width'), own('height')];
  if (width > 0 && height > 0) return within(width, height);
  if (hasBox && width > 0) return within(width, (width * boxHeight) / boxWidth);
  if (hasBox && height > 0) return within((height * boxWidth) / boxHeight, height);
  if (!hasBox) return BROWSERS_OWN;
  const scale = SIDE_WANTED / Math.max(boxWidth, boxHeight);
  return within(boxWidth * scale, boxHeight * scale);
}

function within(width: number, height: number): { width: number; height: number } {
  if (width > SIDE_MAX || height > SIDE_MAX) throw new Error('It is too large.');
  return { width: Math.max(1, width), height: Math.max(1, height) };
}

/** Authors leave out the namespaces, which a page does not need and an image does. */
function withNamespaces(text: string, { name, attributes, nameEnd }: Element): string {
  const missing = [
    name === 'svg' && !attributes.has('xmlns') ? ' xmlns="http://www.w3.org/2000/svg"' : '',
    /\bxlink:/.test(text) && !attributes.has('xmlns:xlink') ? ' xmlns:xlink="http://www.w3.org/1999/xlink"' : '',
  ].join('');
  return missing === '' ? text : text.slice(0, nameEnd) + missing + text.slice(nameEnd);
}
