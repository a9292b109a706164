import { encode } from 'uqr';

export interface QrPath {
  /** The side of the square, in modules, the quiet zone included. */
  size: number;
  /** An SVG path of the dark modules. */
  d: string;
}

/** Scanners need this many light modules around the code (ISO 18004). */
const QUIET_MODULES = 4;

export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  const runs: string[] = [];
  data.forEach((row, y) => {
    let x = 0;
    while (x < row.length) {
      let end = x;
      while (row[end]) end += 1;
      if (end > x) runs.push(`M${x} ${y}h${end - x}v1H${x}z`);
      x = end + 1;
    }
  });
  return { size, d: runs.join('') };
}
