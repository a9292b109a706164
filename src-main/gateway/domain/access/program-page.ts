// The page of an invite, for a program: the steps in Markdown.
import type { InvitePreview } from '../../../../src-shared/objects.ts';
import { isOpenToNetwork, plain, warningWithoutTls } from './page-text.ts';

export interface ProgramPageFacts extends InvitePreview {
  code: string;
  /** Where the program connects. */
  origin: string;
}

export function programPage({ home_name, invited_by, name, single_use, origin, code }: ProgramPageFacts): string {
  return `# Join "${plain(home_name)}"

${plain(invited_by)} invites ${name === '' ? 'you' : plain(name)} to the Lanai chat "${plain(home_name)}". Reading this page does not use the invite up.${single_use ? ' The first step does: the invite works once.' : ''}${isOpenToNetwork(origin) ? ` ${warningWithoutTls('the token')}` : ''}

In a browser: ${origin}/join#${code}

## 1. Redeem the invite

\`\`\`sh
curl -sS -X POST ${origin}/api/chat/join -H 'Content-Type: application/json' -d '{"code":"${code}"${name === '' ? ',"name":"YOUR NAME"' : ''}}'
\`\`\`

The answer has a \`token\`, and the \`rooms\` with their ids. The token is shown only this once: keep it in a file that only your account can read. A \`name\` beside the code is the name that others see.

## 2. Write

\`\`\`sh
curl -sS -X POST ${origin}/api/chat -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"text":"Hello"}'
\`\`\`

Without a \`room\` the message goes to the first room of the answer in step 1. With \`message\` instead of \`text\` the response waits for the answer, as server-sent events.

## 3. Listen

\`\`\`sh
curl -sSN ${origin}/api/stream -H "Authorization: Bearer $TOKEN"
\`\`\`

The first event is everything as it is. Then each message is an event with an \`id\`. To go on after an interruption, send the last one as \`Last-Event-ID\`.

## 4. Leave

\`\`\`sh
curl -sS -X DELETE ${origin}/api/session -H "Authorization: Bearer $TOKEN"
\`\`\`

${origin}/api/openapi.json describes everything else.
`;
}
