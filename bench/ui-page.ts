// The measurements inside the page. Each function is sent to the browser as it stands, so it uses nothing from outside.

/** Clicks what leads to a room and waits until that message of it is drawn. Milliseconds. */
export function openRoom([row, seq, roomId]: readonly [string, number, string]): Promise<number> {
  return new Promise((resolve, reject) => {
    const target = [...document.querySelectorAll<HTMLElement>('nav a, nav button')].find((each) =>
      each.textContent?.trim().startsWith(row),
    );
    if (!target) return reject(new Error(`There is no ${row} in the sidebar.`));
    const startedAt = performance.now();
    const look = (): void => {
      const shown = document.querySelector<HTMLElement>(`[role=log] [data-seq="${seq}"]`);
      const isThere = shown !== null && shown.offsetHeight > 0 && shown.getBoundingClientRect().bottom <= innerHeight;
      // Laid out, and where the reader sees it.
      if (isThere && location.hash.includes(roomId)) resolve(performance.now() - startedAt);
      else if (performance.now() - startedAt > 20_000) reject(new Error('The room did not open.'));
      else setTimeout(look, 0);
    };
    target.click();
    look();
  });
}

export interface Scrolled {
  /** Milliseconds from frame to frame. */
  frames: number[];
  /** Tasks that held the page for more than 50 ms, each in milliseconds. */
  longTasks: number[];
  screens: number;
}

export interface Scrolling {
  /** The selector of the element that is scrolled. */
  element: string;
  screens: number;
  /** Up: -1. */
  way: 1 | -1;
}

/** Scrolls by half a screen a frame, for so many screens. Where rows are not there yet it waits for them. */
export function scrollBy({ element, screens, way }: Scrolling): Promise<Scrolled> {
  const list = document.querySelector<HTMLElement>(element);
  if (!list) throw new Error('There is no list.');
  const longTasks: number[] = [];
  const observer = new PerformanceObserver((found) => longTasks.push(...found.getEntries().map((entry) => entry.duration)));
  observer.observe({ type: 'longtask' });
  const frames: number[] = [];
  let last = performance.now();
  let passed = 0;
  return new Promise((resolve) => {
    const step = (): void => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      const before = list.scrollTop;
      list.scrollTop = before + (way * list.clientHeight) / 2;
      passed += Math.abs(list.scrollTop - before) / list.clientHeight;
      if (passed < screens && frames.length < screens * 20) return void requestAnimationFrame(step);
      setTimeout(() => {
        observer.disconnect();
        resolve({ frames, longTasks, screens: passed });
      }, 200);
    };
    requestAnimationFrame(step);
  });
}

/** Notes for each key how long it takes from the press until the field shows it, laid out. Returns nothing; read with `typedMs`. */
export function watchTyping(): void {
  const took: number[] = [];
  Object.assign(window, { benchTyped: took });
  const field = document.querySelector('textarea');
  document.addEventListener(
    'keydown',
    (event) => {
      const pressedAt = event.timeStamp;
      field?.addEventListener(
        'input',
        () => {
          // After React has drawn what it wanted to draw because of it.
          queueMicrotask(() => {
            void field.offsetHeight;
            took.push(performance.now() - pressedAt);
          });
        },
        { once: true },
      );
    },
    { capture: true },
  );
}

export function typedMs(): number[] {
  return (window as unknown as { benchTyped: number[] }).benchTyped;
}

/** Notes every task that holds the page for more than 50 ms from now on; read with `longTasks`. */
export function watchTasks(): void {
  const long: number[] = [];
  Object.assign(window, { benchTasks: long });
  new PerformanceObserver((found) => long.push(...found.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
}

export function longTasks(): number[] {
  return (window as unknown as { benchTasks: number[] }).benchTasks;
}
