import { matchesService } from '../config/service-settings.js';
import { InstrumentError } from '../errors/instrument-error.js';
import { listNames, nearest } from '../errors/nearest.js';
import type { ScanReport, ScanSummary, ServiceReport } from '../model/scan-report.js';

const NAMES_SHOWN = 12;

/** The report of the services that the patterns of `--service` mean. A pattern without any service is an error. */
export function selectServices(report: ScanReport, patterns: readonly string[]): ScanReport {
  for (const pattern of patterns) {
    if (!report.services.some((service) => matchesService(pattern, service)))
      throw unknownService(report, pattern);
  }
  const services = report.services.filter((service) =>
    patterns.some((pattern) => matchesService(pattern, service)),
  );
  return { ...report, services, summary: summaryOf(services) };
}

function unknownService(report: ScanReport, pattern: string): InstrumentError {
  const names = report.services.map((service) => service.name);
  const rest = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
  const shown =
    names.length > NAMES_SHOWN
      ? names
          .slice(0, NAMES_SHOWN)
          .map((name) => `\`${name}\``)
          .join(', ')
      : listNames(names);
  const found = names.length === 0 ? 'no service' : `${shown}${rest}`;
  const known = [...names, ...report.services.map((service) => service.path)];
  return InstrumentError.of('unknown-service', { pattern, found }, { nearest: nearest(pattern, known) });
}

function summaryOf(services: readonly ServiceReport[]): ScanSummary {
  const count = (layerOf: (service: ServiceReport) => number | null) => (layer: number) =>
    services.filter((service) => layerOf(service) === layer).length;
  const present = count((service) => service.layer);
  const recommended = count((service) => service.recommendation.layer);
  const uses = services.flatMap((service) => service.integrations);
  return {
    services: services.length,
    byLayer: { '1': present(1), '2': present(2), '3': present(3) },
    recommended: { '1': recommended(1), '2': recommended(2), '3': recommended(3) },
    integrations: { total: uses.length, instrumented: uses.filter((use) => use.instrumented).length },
  };
}
