// Refusals of images. Some models see none, and their servers refuse requests that have some. Others refuse one that they cannot read.
import { failureIn, isAboutAccess, isAboutModel } from './errors.ts';

/** Those of servers that refuse a content. Null: within a stream. */
const STATUSES: ReadonlySet<number | null> = new Set([null, 400, 413, 415, 422, 500]);
const ABOUT_IMAGES = /\bimages?\b|image_url|\bvision\b|multi-?modal|mmproj/i;
const SEES_NONE = /support|unknown variant|mmproj|only text|text.only|no endpoints/i;
const SUPPORTS_NOT = /(not|n't|un) ?support/i;
const ABOUT_THESE = /format|media.?type|mime|too large|too big|dimension|pixels|corrupt|decode|process/i;
/** Some providers take no message of a user after a result of a tool, which is where the images of a tool stand. */
const ABOUT_THEIR_PLACE = /\brole\W{1,3}user\W{1,3}after role\W{1,3}tool\b/i;

/** `all`: the model sees none. `these`: it may take others. Null: it is another failure. */
export function imageRefusal(error: unknown): 'all' | 'these' | null {
  const failure = failureIn(error);
  if (!failure || !STATUSES.has(failure.status)) return null;
  const { status, message } = failure;
  if (ABOUT_THEIR_PLACE.test(message)) return 'these';
  // Some servers call a model invalid that does not support images.
  if (isAboutAccess(failure) || (isAboutModel(failure) && !SUPPORTS_NOT.test(message))) return null;
  if (status === 413 || status === 415) return 'these';
  if (!ABOUT_IMAGES.test(message)) return null;
  return SEES_NONE.test(message) && !ABOUT_THESE.test(message) ? 'all' : 'these';
}

const KEPT_MS = 10 * 60_000;

interface ModelName {
  provider_id: string;
  model: string;
}

/** The models that lately refused all images: they are not sent any for some time. */
export class ImageRefusals {
  readonly #now: () => number;
  /** When each refusal is forgotten. */
  readonly #until = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  add(model: ModelName): void {
    this.#until.set(keyOf(model), this.#now() + KEPT_MS);
  }

  has(model: ModelName): boolean {
    return (this.#until.get(keyOf(model)) ?? 0) > this.#now();
  }
}

function keyOf({ provider_id, model }: ModelName): string {
  return `${provider_id} ${model}`;
}
