/** What the span of a Go function is called. */
import { splitWords } from '../../business-vocabulary.js';
import { spanNameOf } from '../../span-name.js';

/** Packages that are called after a layer, not after what they are about. */
const LAYER = /^(?:main|cmd|internal|pkg|app|api|biz|core|domain|common|lib|logic|data|db|rest|web|v\d+)$/;

export const isLayer = (packageName: string): boolean => LAYER.test(packageName);

/**
 * A name of one word takes the noun of the receiver's type, or of the package: `Charge` of `PaymentService` is
 * `chargePayment`.
 * @param owner name of the receiver's type; `''` without
 */
export function nameOfSpan(name: string, owner: string, packageName: string): string {
  const byType = spanNameOf(name, owner);
  const isOpen = byType === name && splitWords(name).length === 1 && !isLayer(packageName);
  return lowerCamel(isOpen ? spanNameOf(name, packageName) : byType);
}

/** `ValidateCart` → `validateCart`, `HTTPCheck` → `httpCheck`; underscores stay. */
function lowerCamel(name: string): string {
  const start = /^[A-Z]+(?=[A-Z][a-z]|\d|$|_)|^[A-Z]/.exec(name)?.[0] ?? '';
  return start.toLowerCase() + name.slice(start.length);
}
