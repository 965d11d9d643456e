/**
 * Adds instrumentations to an SDK set-up: `--add=@opentelemetry/instrumentation-pg:PgInstrumentation`, several parted by
 * commas. Runs under jscodeshift alone; `instrument apply --layer 2` adds what the service lacks.
 */

import { addToList } from '#src/languages/node/rewrite/setup/add-to-list.js';
import { findList } from '#src/languages/node/rewrite/setup/instrumentation-list.js';
import type { NodeInstrumentation } from '#src/model/node-instrumentation.js';
import { jscodeshiftTransform, type TransformOptions } from './jscodeshift.js';

export default jscodeshiftTransform((file, options) => {
  const place = findList(file, () => null);
  if (place === null || place === 'unclear') return [];
  const missing = wanted(options).filter((one) => !new RegExp(`\\bnew ${one.export}\\b`).test(file.text));
  return missing.length === 0 ? [] : addToList(place, missing);
});

function wanted({ add }: TransformOptions): NodeInstrumentation[] {
  if (typeof add !== 'string') return [];
  return add.split(',').flatMap((one) => {
    const [name, exported] = one.split(':');
    return name && exported ? [{ package: name, export: exported }] : [];
  });
}
