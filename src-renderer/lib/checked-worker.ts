// Starts a worker from a script whose hash the page knows. No import map holds for a worker, so the script is checked by hand, and
// started from memory: the policy of the page allows no other way.

/** `address`: of a script that the builder made. */
export async function startCheckedWorker(address: string): Promise<Worker> {
  const answer = await fetch(address, integrityOf(address));
  const memory = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: 'text/javascript' }));
  const policy = (window as PageWithTrustedTypes).trustedTypes?.createPolicy('lanai-worker', { createScriptURL: () => memory });
  try {
    return new Worker(policy?.createScriptURL('') ?? memory, { type: 'module' });
  } finally {
    URL.revokeObjectURL(memory);
  }
}

/** The hash of a script in the built page. There is none where Vite serves it as it is; a page with hashes has one for each script. */
function integrityOf(address: string): { integrity?: string } {
  const map = document.querySelector('script[type="importmap"]')?.textContent;
  if (map === undefined) return {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own build wrote it
  const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
  const hash = integrity[address];
  if (hash === undefined) throw new Error(`The page has no hash of ${address}.`);
  return { integrity: hash };
}

/** The part of https://www.w3.org/TR/trusted-types/ that is used. What it makes counts as a string. */
type PageWithTrustedTypes = Window & {
  trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(written: string): string }): { createScriptURL(written: string): string };
  };
};
