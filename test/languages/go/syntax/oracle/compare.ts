/**
 * Compares our parser with go/parser over whole directories. From the project's root:
 *   npx rolldown test/languages/go/syntax/oracle/compare.ts --platform node -o /tmp/compare.mjs
 *   node --stack-size=4000 /tmp/compare.mjs "$(go env GOROOT)/src" "$(go env GOROOT)/test"
 * For files that go/parser accepts, every node of every declaration must agree; those that it rejects must
 * give an error here too. Prints the differences and exits with 1 if there are any.
 */
import { compareWithGo, goFilesBelow } from './compare-with-go.js';

const started = performance.now();
const { differences, ...counts } = compareWithGo(process.argv.slice(2).flatMap(goFilesBelow));
for (const { path, reason } of differences) console.log(`${path}: ${reason}`);
const seconds = Math.round((performance.now() - started) / 1000);
console.log(JSON.stringify({ ...counts, differences: differences.length, seconds }));
process.exitCode = differences.length === 0 ? 0 : 1;
