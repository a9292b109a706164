/** Beside a home that is lived in, which has 4510 and 4511. */
export const DEV_GATEWAY = { port: 4610, tcpPort: 4611 };
