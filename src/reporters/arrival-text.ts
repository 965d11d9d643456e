import type { ArrivalReport, ArrivalState } from '../model/arrival-report.js';
import type { Reporter } from './reporter.js';
import { count } from './shared/count.js';
import { palette } from './text/palette.js';

const SHOWN: Readonly<Record<ArrivalState, string>> = { arrived: '✓', missing: '✗', unasked: '–' };

/** What a person reads on a terminal. */
export const arrivalText: Reporter<ArrivalReport> = ({ services, strays }, { color }) => {
  const style = palette(color);
  const whole = services.filter(
    ({ traces, metrics }) => traces !== 'missing' && metrics !== 'missing',
  ).length;
  const longest = Math.max(7, ...services.map(({ telemetryName }) => telemetryName.length));
  const tenants = Math.max(6, ...services.map(({ tenant }) => (tenant ?? '–').length));
  const lines = services.flatMap(({ telemetryName, tenant, traces, metrics, hints }) => [
    `  ${telemetryName.padEnd(longest)}  ${(tenant ?? '–').padEnd(tenants)}    ${SHOWN[traces]}       ${SHOWN[metrics]}`,
    ...hints.map((hint) => style.dim(`      ${hint}`)),
  ]);
  const astray = strays.map(
    ({ service, tenant, signal }) =>
      `  ${service}: ${signal} lie under the tenant ${tenant}, where they do not belong`,
  );
  return `${[
    style.title(`${whole} of ${count(services.length, 'service')} arrived`),
    '',
    style.dim(`  ${'SERVICE'.padEnd(longest)}  ${'TENANT'.padEnd(tenants)}  TRACES  METRICS`),
    ...lines,
    ...(astray.length > 0 ? ['', style.title('Under the wrong tenant'), ...astray] : []),
  ].join('\n')}\n`;
};
