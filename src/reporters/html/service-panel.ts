import type { IntegrationUse, ServiceReport } from '../../model/scan-report.js';
import { languageName } from '../shared/language-name.js';
import { instrumentedPhrase, layerStatus } from '../shared/layer-status.js';
import { html, type Markup } from './markup.js';

/** All about one service, behind a click. */
export function servicePanel(service: ServiceReport, anchor: string): Markup {
  const status = layerStatus(service);
  return html`<details id="${anchor}"><summary><b>${service.name}</b> <span class="soft">${languageName(service.language)} · <code>${service.path}</code> · layer ${status.text} · ${instrumentedPhrase(service)}</span></summary><div class="inside">
${section(`Why layer ${service.recommendation.layer}`, reasonList(service))}
${section('Integrations', siteTable(service.integrations))}
${section('Operations worth a span', operationTable(service))}
${section('Manual spans', spanList(service))}
${section('Other tracers', list(service.otherTracers.map((tracer) => html`${tracer}`)))}
</div></details>
`;
}

function section(title: string, content: Markup): Markup {
  return content.html === '' ? content : html`<h3>${title}</h3>${content}`;
}

function list(items: readonly Markup[]): Markup {
  return items.length === 0 ? html`` : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

function reasonList({ recommendation }: ServiceReport): Markup {
  return list(
    recommendation.reasons.map(({ text, evidence }) => {
      const places = evidence.map((place, index) => html`${index > 0 ? ', ' : ''}<code>${place}</code>`);
      return html`${text} <span class="soft">${places}</span>`;
    }),
  );
}

function siteTable(uses: readonly IntegrationUse[]): Markup {
  const rows = uses.flatMap((use) =>
    use.sites.map((site) => {
      const state = site.instrumented
        ? html`<span class="good">${use.by ?? 'yes'}</span>`
        : html`<span class="open">bare</span>`;
      return html`<tr><td class="tight">${use.id}</td><td>${use.role}</td><td class="tight">${state}</td><td><code>${`${site.file}:${site.line}`}</code></td><td class="soft">${site.why}</td></tr>`;
    }),
  );
  if (rows.length === 0) return html``;
  return html`<div class="scroll"><table><tr><th>integration</th><th>role</th><th>state</th><th>where</th><th>because</th></tr>${rows}</table></div>`;
}

function operationTable({ operations }: ServiceReport): Markup {
  if (operations.length === 0) return html``;
  const ranked = [...operations].sort((a, b) => Number(b.flagged) - Number(a.flagged) || b.score - a.score);
  const rows = ranked.map(
    ({ name, file, line, score, flagged, reasons }) =>
      html`<tr><td>${score.toFixed(2)}</td><td class="tight"><code>${name}</code>${flagged ? ' (flagged)' : ''}</td><td><code>${`${file}:${line}`}</code></td><td class="soft">${reasons.join('; ')}</td></tr>`,
  );
  return html`<div class="scroll"><table><tr><th>score</th><th>operation</th><th>where</th><th>because</th></tr>${rows}</table></div>`;
}

function spanList({ spans }: ServiceReport): Markup {
  return list(
    spans.map(({ name, file, line }) => {
      const shown =
        name === null ? html`<span class="soft">name not constant</span>` : html`<code>${name}</code>`;
      return html`${shown} <code class="soft">${`${file}:${line}`}</code>`;
    }),
  );
}
