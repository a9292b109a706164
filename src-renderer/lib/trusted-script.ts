/** The address of a script for a place that starts it. The page requires trusted types, and this one names the address itself. */
export function trustedScript(name: string, address: string): string {
  const policy = (window as PageWithTrustedTypes).trustedTypes?.createPolicy(name, { createScriptURL: () => address });
  return policy?.createScriptURL('') ?? address;
}

/** The part of https://www.w3.org/TR/trusted-types/ that is used. What it makes counts as a string. */
type PageWithTrustedTypes = Window & {
  trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(written: string): string }): { createScriptURL(written: string): string };
  };
};
