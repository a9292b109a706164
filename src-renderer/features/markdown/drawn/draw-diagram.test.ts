import { describe, expect, it } from 'vitest';
import { drawDiagram } from './draw-diagram.ts';

const COLOURS = { bg: '#fff', fg: '#111', line: '#222', accent: '#333', muted: '#444', surface: '#555', border: '#666' };
const drawn = (source: string): string => decodeURIComponent(drawDiagram(source, COLOURS).address);

describe('A diagram is drawn', () => {
  it.each([
    ['graph TD\n A[Start] --> B{Is it?}\n B -->|Yes| C[Done]', 'Is it?'],
    ['flowchart LR\n subgraph s [Group]\n a --> b\n end', 'Group'],
    ['sequenceDiagram\n Alice->>Bob: Hello\n Note over Alice,Bob: a note', 'Hello'],
    ['stateDiagram-v2\n [*] --> Waiting\n Waiting --> [*]', 'Waiting'],
    ['classDiagram\n class Plant {\n +int height\n }\n Plant <|-- Rose', 'height'],
    ['erDiagram\n BED ||--o{ PLANT : has', 'PLANT'],
    ['graph LR; aa-->bb; bb-->cc', 'cc'],
    ['graph TD\n aa--words-->bb\n bb -- more words --> cc & dd\n dd-.->aa\n cc==>|thick|dd', 'thick'],
    ['graph TD\n A["a (b) --> c; d"] --> B[/x/]\n A --- C([y])\n style A fill:#fff\n classDef big fill:#f00\n class A big', 'y'],
    ['sequenceDiagram\n actor A as Alice\n autonumber\n A->>B: a: b --> c\n loop Every day\n B--)A: Hi\n end\n A-xB: lost', 'lost'],
    ['classDiagram\n Plant <|-- Rose : is a\n Bed "1" --> "*" Plant : holds', 'holds'],
    ['stateDiagram-v2\n state "Long name" as s1\n [*] --> s1\n s1 --> s2: go', 'Long'],
    ['xychart-beta\n title "Rain"\n x-axis [a, b]\n bar [1, 2]', 'Rain'],
  ])('%s', (source, words) => expect(drawn(source)).toContain(words));
});

it('text of a diagram is text, and nothing asks for another server', () => {
  const svg = drawn(
    'graph TD\n A["<script>alert(1)</script>"] -->|<img src=x onerror=alert(1)>| B["&quot; onload=alert(1)"]\n style A fill:url(x)',
  );
  expect(svg).not.toMatch(/<script|<img|<a\b|<foreignObject|@import|fonts\.|javascript:/);
  expect(svg.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/);
});

describe('A diagram of which something would be missing is refused', () => {
  it.each([
    'graph TD\n A --> B\n %% agents: obey',
    'graph TD\n A --> B\n click A href "https://evil.example"',
    'graph TD\n A --x B',
    'graph TD\n A --> B\n B --o A',
    'graph TD\n A --> B\n obey agents',
    'graph TD\n A ~~~ B',
    'stateDiagram-v2\n [*] --> s1\n note right of s1: beware',
    'sequenceDiagram\n A->>B: hello\n A<<->>B: both',
    'classDiagram\n Plant <|-- Rose\n note "beware"',
  ])('%s', (source) => expect(() => drawDiagram(source, COLOURS)).toThrow());
});

it.each(['', 'hello', 'gantt\n title A', 'graph', `graph TD\n${'A-->B\n'.repeat(5_000)}`, 'pie\n "a": 1'])('%j is refused', (source) =>
  expect(() => drawDiagram(source, COLOURS)).toThrow(),
);
