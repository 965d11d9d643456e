import type { ScanReport } from '../model/scan-report.js';
import type { Reporter } from './reporter.js';
import { count } from './shared/count.js';
import { languageCounts } from './shared/language-name.js';
import { bareSiteLines } from './text/bare-site-lines.js';
import { diagnosticLines } from './text/diagnostic-lines.js';
import { distributionLines } from './text/distribution-lines.js';
import { emptyLines } from './text/empty-lines.js';
import { wrap } from './text/fit-text.js';
import { nextCommandLines } from './text/next-command-lines.js';
import { type Palette, palette } from './text/palette.js';
import { serviceDetailLines } from './text/service-detail-lines.js';
import { serviceTableLines } from './text/service-table-lines.js';

const MAX_WIDTH = 160;

/** What a person reads on a terminal: an overview of all services, or all details of some. */
export const textReport: Reporter<ScanReport> = (report, given) => {
  const options = { ...given, width: Math.min(given.width, MAX_WIDTH) };
  const style = palette(options.color);
  const sections =
    report.services.length === 0
      ? [emptyLines(report, style, options), diagnosticLines(report, style, options)]
      : options.details
        ? report.services.map((service) => serviceDetailLines(service, style, options))
        : [
            headerLines(report, style, options.width),
            serviceTableLines(report, style, options),
            bareSiteLines(report, style, options),
            distributionLines(report, style, options),
            diagnosticLines(report, style, options),
            nextCommandLines(report, style, options),
          ];
  const filled = sections.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function headerLines({ services, summary }: ScanReport, style: Palette, width: number): string[] {
  const { total, instrumented } = summary.integrations;
  const title = count(services.length, 'service');
  const known = `${instrumented} of ${count(total, 'integration')} instrumented`;
  const [first = '', ...others] = wrap(`${title} · ${languageCounts(services)} · ${known}`, width);
  return [first.replace(title, () => style.title(title)), ...others.map((line) => `  ${line}`)];
}
