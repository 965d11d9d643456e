/**
 * `npm run bench [-- <directory> …]`: `apply` on a Go module that is made up for it, and `scan` and `lint` on
 * repositories of your own, the larger the better.
 */
import { measureApply } from './apply.js';
import { measureLint } from './lint.js';
import { measureNodeSpans } from './node-spans.js';
import { measureScan } from './scan.js';

for (const directory of process.argv.slice(2)) {
  measureScan(directory);
  measureLint(directory);
}
await measureNodeSpans();
measureApply();
