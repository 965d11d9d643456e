import type { ScanReport, ServiceReport } from '../model/scan-report.js';
import { code, markdownTable, plain } from './markdown/escape-markdown.js';
import { serviceSection } from './markdown/service-section.js';
import type { Reporter } from './reporter.js';
import { bareUses } from './shared/bare-uses.js';
import { count } from './shared/count.js';
import { diagnosticGroups } from './shared/diagnostic-groups.js';
import { distributions } from './shared/distribution.js';
import { languageCounts, languageName } from './shared/language-name.js';
import { byImportance, instrumentedCount, layerStatus } from './shared/layer-status.js';

/** GitHub refuses comments of more than 65,536 characters, GitLab of more than a million. */
const MAX_LENGTH = 60_000;
const BARE_SHOWN = 10;

/** A comment for a pull request: the summary in sight, details per service behind a click. */
export const markdownReport: Reporter<ScanReport> = (report) => {
  const services = byImportance(report.services);
  const title = `## Instrumentation of ${count(services.length, 'service')}`;
  if (services.length === 0)
    return `${[title, 'No service was found.', diagnostics(report)].filter(Boolean).join('\n\n')}\n`;
  const { total, instrumented } = report.summary.integrations;
  const overview = [
    title,
    `${languageCounts(services)} · ${instrumented} of ${count(total, 'integration')} instrumented`,
    markdownTable(['service', 'language', 'layer', 'instrumented', 'why'], services.map(serviceRow)).join(
      '\n',
    ),
    bareSites(report),
    layers(report),
    diagnostics(report),
  ].filter((part) => part !== '');
  return `${[...overview, ...sectionsThatFit(services, overview.join('\n\n').length)].join('\n\n')}\n`;
};

function serviceRow(service: ServiceReport): string[] {
  const status = layerStatus(service);
  return [
    code(service.name),
    languageName(service.language),
    status.state === 'reached' ? `${status.text} ✅` : `**${status.text}**`,
    instrumentedCount(service),
    plain(service.recommendation.reasons[0]?.text ?? ''),
  ];
}

function bareSites(report: ScanReport): string {
  const { uses } = bareUses(report);
  if (uses.length === 0) return '';
  const lines = uses.slice(0, BARE_SHOWN).map(({ service, integration, sites }) => {
    const others = sites.length > 1 ? ` and ${sites.length - 1} more` : '';
    return `- ${code(service)} ${code(integration)} ${code(`${sites[0]!.file}:${sites[0]!.line}`)}${others}`;
  });
  if (uses.length > BARE_SHOWN) lines.push(`- … and ${uses.length - BARE_SHOWN} more`);
  return ['### Bare sites that matter most', '', ...lines].join('\n');
}

function layers(report: ScanReport): string {
  const rows = distributions(report).map(({ title, shares }) => [
    title,
    ...shares.map(({ services, percent }) =>
      services === null ? `${percent} %` : `${services} (${percent} %)`,
    ),
  ]);
  return ['### Layers', '', ...markdownTable(['', '1 only', '1 + 2', '1 + 2 + 3'], rows)].join('\n');
}

function diagnostics(report: ScanReport): string {
  const groups = diagnosticGroups(report.diagnostics);
  if (groups.length === 0) return '';
  const lines = groups.map(({ code: id, count: number, severity, first }) => {
    const times = number > 1 ? ` ×${number}` : '';
    return `- ${severity} ${code(id)}${times}: ${plain(first.message)} (${code(`${first.file}:${first.line}`)})`;
  });
  return ['### Diagnostics', '', ...lines].join('\n');
}

function sectionsThatFit(services: readonly ServiceReport[], used: number): string[] {
  const sections: string[] = [];
  let length = used;
  for (const [index, service] of services.entries()) {
    const section = serviceSection(service);
    length += section.length + 2;
    if (length > MAX_LENGTH) {
      const hidden = services.length - index;
      return [
        ...sections,
        `Details of ${count(hidden, 'service')} left out; \`instrument scan --format html\` has all.`,
      ];
    }
    sections.push(section);
  }
  return sections;
}
