import { describe, expect, it } from 'vitest';
import { chooseGoVersions } from '#codemods/go/versions.js';

const OTELHTTP = 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp';

function choose(go: string | null, requires: Record<string, string> = {}): string[] | string {
  const chosen = chooseGoVersions({ go, requires: new Map(Object.entries(requires)) });
  if (typeof chosen === 'string') return chosen;
  return ['go.opentelemetry.io/otel', OTELHTTP, 'github.com/XSAM/otelsql', 'github.com/exaring/otelpgx'].map(
    (path) => chosen.versionOf(path)?.version ?? 'none',
  );
}

describe('the version gate', () => {
  it.each([
    ['1.21', ['v1.28.0', 'v0.53.0', 'v0.32.0', 'none']],
    ['1.22', ['v1.28.0', 'v0.53.0', 'v0.32.0', 'none']],
    ['1.22.3', ['v1.35.0', 'v0.60.0', 'v0.37.0', 'v0.10.0']],
    ['1.23', ['v1.35.0', 'v0.60.0', 'v0.37.0', 'v0.10.0']],
    ['1.23.1', ['v1.38.0', 'v0.63.0', 'v0.40.0', 'v0.10.0']],
    ['1.24.0', ['v1.41.0', 'v0.66.0', 'v0.41.0', 'v0.10.0']],
    ['1.25', ['v1.41.0', 'v0.66.0', 'v0.41.0', 'v0.10.0']],
    ['1.25.0', ['v1.45.0', 'v0.70.0', 'v0.43.0', 'v0.11.1']],
    ['1.26', ['v1.45.0', 'v0.70.0', 'v0.43.0', 'v0.11.1']],
  ])('takes what `go %s` can build, and leaves the line', (go, versions) => {
    expect(choose(go)).toEqual(versions);
  });

  it('keeps the OpenTelemetry that is there', () => {
    expect(choose('1.25', { 'go.opentelemetry.io/otel': 'v1.40.0' })).toEqual([
      'v1.40.0',
      'v0.65.0',
      'v0.41.0',
      'v0.10.0',
    ]);
    expect(choose('1.25', { [OTELHTTP]: 'v0.63.0' })).toContain('v1.38.0');
  });

  it('says why nothing fits', () => {
    expect(choose('1.19')).toContain('needs go 1.21');
    expect(choose(null)).toContain('needs go 1.21');
    expect(choose('1.21', { 'go.opentelemetry.io/otel': 'v1.45.0' })).toContain('needs a newer Go');
    expect(choose('1.22.0', { 'go.opentelemetry.io/otel': 'v1.32.0' })).toContain('needs a newer Go');
    expect(choose('1.22.7', { 'go.opentelemetry.io/otel': 'v1.32.0' })).toContain('v1.32.0');
    expect(choose('1.25', { 'go.opentelemetry.io/otel/sdk': 'v1.20.0' })).toContain('v1.20');
  });
});
