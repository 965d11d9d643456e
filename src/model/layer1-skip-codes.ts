/** What `apply --layer 1` leaves out; `instrument explain <code>` reads this table. */
import type { DiagnosticText } from './diagnostic-codes.js';

export const layer1SkipCodes = {
  'bundle-file-taken-over': {
    title: 'A file of the bundle is there already and is not a generated one',
    why: 'Generated files carry `instrument:begin` and `instrument:end` marks, dashboards a tag. A file without them is yours, and nothing of yours is overwritten.',
    help: 'Move it away, or choose another directory with `--out`, then run this again.',
  },
  'no-kubernetes-workload': {
    title: 'No Kubernetes manifest starts the service',
    why: 'The entry of a service selects its pods by the name and namespace of what starts them. Without a manifest in this repository neither is known.',
    help: 'The entry of its namespace covers it, without its routes. If its manifests are elsewhere, scan them together.',
  },
} satisfies Record<string, DiagnosticText>;
