// Words of a program, as one line that shows all that it has.
import { cutLine } from '../../../../src-shared/name.ts';
import { withoutUnseen } from '../../../../src-shared/visible-text.ts';

export function plainLine(text: string, charsMax: number): string {
  return cutLine(withoutUnseen(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')).trim(), charsMax);
}
