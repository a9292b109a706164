/** Whether a host name of a URL stands for the reader's own machine. An IPv6 address is in brackets, as `URL.hostname` has it. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
