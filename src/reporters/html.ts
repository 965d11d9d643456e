import type { ScanReport, ServiceReport } from '../model/scan-report.js';
import { html, type Markup } from './html/markup.js';
import { servicePanel } from './html/service-panel.js';
import { styleSheet } from './html/style-sheet.js';
import type { Reporter } from './reporter.js';
import { count } from './shared/count.js';
import { distributions } from './shared/distribution.js';
import { languageCounts, languageName } from './shared/language-name.js';
import { byImportance, instrumentedCount, layerStatus } from './shared/layer-status.js';

const LAYER_NAMES = { 1: 'Layer 1 only', 2: '1 + 2', 3: '1 + 2 + 3' };

/** One page that stands alone: nothing is loaded, nothing runs. */
export const htmlReport: Reporter<ScanReport> = (report) => {
  const services = byImportance(report.services);
  const { total, instrumented } = report.summary.integrations;
  const overview = `${languageCounts(services)} · ${instrumented} of ${count(total, 'integration')} instrumented`;
  const content =
    services.length === 0 ? html`<p>No service was found.</p>` : filled(report, services, overview);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Instrumentation of ${count(services.length, 'service')}</title>
<style>${{ html: styleSheet }}</style>
</head>
<body>
<h1>Instrumentation of ${count(services.length, 'service')}</h1>
${content}
${diagnosticTable(report)}
<p class="soft">${report.tool.name} ${report.tool.version}</p>
</body>
</html>
`.html;
};

function filled(report: ScanReport, services: readonly ServiceReport[], overview: string): Markup {
  return html`<p class="soft">${overview}</p>
<h2>Services</h2>
<div class="scroll"><table>
<tr><th>service</th><th>language</th><th class="tight">layer</th><th>instrumented</th><th>why</th></tr>
${services.map((service, index) => serviceRow(service, `service-${index + 1}`))}</table></div>
<h2>Layers</h2>
${distributionBars(report)}
<h2>Details</h2>
${services.map((service, index) => servicePanel(service, `service-${index + 1}`))}`;
}

function serviceRow(service: ServiceReport, anchor: string): Markup {
  const status = layerStatus(service);
  const reached = status.state === 'reached';
  return html`<tr class="${service.supported ? 'supported' : 'unsupported'}"><td><a href="#${anchor}">${service.name}</a></td><td>${languageName(service.language)}</td><td class="tight ${reached ? 'good' : 'open'}">${status.text}${reached ? ' ✓' : ''}</td><td>${instrumentedCount(service)}</td><td>${service.recommendation.reasons[0]?.text ?? ''}</td></tr>
`;
}

function distributionBars(report: ScanReport): Markup {
  const keys = ([1, 2, 3] as const).map(
    (layer) => html`<span class="key l${layer}"></span>${LAYER_NAMES[layer]}`,
  );
  const bars = distributions(report).map(({ title, shares }) => {
    const parts = shares.map(
      ({ layer, percent }) =>
        html`<span class="l${layer}" style="width:${percent}%" title="${LAYER_NAMES[layer]}: ${percent} %"></span>`,
    );
    const percents = shares.map((share) => share.percent).join(' / ');
    return html`<span>${title}</span><span class="bar">${parts}</span><span>${percents} %</span>`;
  });
  return html`<div class="bars">${bars}</div><p class="soft">${keys}</p>`;
}

function diagnosticTable({ diagnostics }: ScanReport): Markup {
  if (diagnostics.length === 0) return html``;
  const look = { error: 'bad', warning: 'open', info: 'soft' };
  const rows = diagnostics.map(
    ({ severity, code, file, line, message, help }) =>
      html`<tr><td class="${look[severity]}">${severity}</td><td class="tight">${code}</td><td><code>${`${file}:${line}`}</code></td><td>${message} <span class="soft">${help}</span></td></tr>`,
  );
  return html`<h2>Diagnostics</h2><div class="scroll"><table>${rows}</table></div>`;
}
