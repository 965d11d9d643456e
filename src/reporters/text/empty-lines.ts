import type { ScanReport } from '../../model/scan-report.js';
import type { ReporterOptions } from '../reporter.js';
import { count } from '../shared/count.js';
import { languageName } from '../shared/language-name.js';
import { wrap } from './fit-text.js';
import type { Palette } from './palette.js';
import { textTable } from './text-table.js';

const LOOKED_FOR = [
  'Go: a main package that serves, consumes or runs in a loop (go.mod, go.work or none)',
  'Node.js: a package that is started and does so (package.json scripts and main, Dockerfile, compose, Kubernetes, Procfile, PM2, serverless.yml)',
  'other languages: a manifest of theirs together with a deployment file that starts them',
];
const PACKAGES_SHOWN = 5;

/** Says that there is no service here, what was looked for, and what there is instead. */
export function emptyLines(report: ScanReport, style: Palette, { width }: ReporterOptions): string[] {
  const lines = [style.title('No service found'), '', 'Looked for'];
  for (const text of LOOKED_FOR) {
    const [first = '', ...others] = wrap(text, width - 4);
    lines.push(`  · ${first}`, ...others.map((line) => `    ${line}`));
  }
  if (report.packages.length === 0) return lines;
  lines.push(
    '',
    `Found ${count(report.packages.length, 'package')} that ${report.packages.length === 1 ? 'is' : 'are'} no service`,
  );
  const rows = report.packages
    .slice(0, PACKAGES_SHOWN)
    .map(({ path, language, why }) => [
      { text: path },
      { text: languageName(language) },
      { text: why, style: style.dim },
    ]);
  lines.push(...textTable({ columns: [{ min: 20, keep: 'end' }, {}, {}], rows, width }));
  const hidden = report.packages.length - PACKAGES_SHOWN;
  if (hidden > 0) lines.push(style.dim(`  … ${hidden} more; --format json has all`));
  return lines;
}
