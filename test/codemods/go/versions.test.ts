import { describe, expect, it } from 'vitest';
import { chooseGoVersions } from '#codemods/go/versions.js';

const OTELHTTP = 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp';

function choose(
  go: string | null,
  requires: Record<string, string> = {},
  builtWith: { minor: number; file: string } | null = null,
): string[] | string {
  const chosen = chooseGoVersions({
    go,
    requires: new Map(Object.entries(requires)),
    builtWith: () => builtWith,
  });
  if (typeof chosen === 'string') return chosen;
  return ['go.opentelemetry.io/otel', OTELHTTP, 'github.com/XSAM/otelsql', 'github.com/exaring/otelpgx'].map(
    (path) => chosen.versionOf(path)?.version ?? 'none',
  );
}

describe('the version gate', () => {
  it.each([
    ['1.13', ['v1.24.0', 'v0.49.0', 'v0.29.0', 'v0.7.0']],
    ['1.20', ['v1.24.0', 'v0.49.0', 'v0.29.0', 'v0.7.0']],
    ['1.21', ['v1.28.0', 'v0.53.0', 'v0.32.0', 'v0.7.0']],
    ['1.22', ['v1.28.0', 'v0.53.0', 'v0.32.0', 'v0.7.0']],
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

  it('asks what builds a module whose `go` line is older than any OpenTelemetry', () => {
    expect(choose('1.17', {}, { minor: 17, file: 'Dockerfile' })).toBe(
      '`Dockerfile` builds with Go 1.17; the oldest OpenTelemetry that is used here needs Go 1.20.',
    );
    expect(choose('1.17', {}, { minor: 22, file: 'Dockerfile' })).toContain('v1.24.0');
    expect(choose('1.20', {}, { minor: 17, file: 'Dockerfile' })).toContain('v1.24.0');
  });

  it('says what the oldest row asks for where the line does not', () => {
    const noteFor = (go: string) => {
      const chosen = chooseGoVersions({ go, requires: new Map() });
      return typeof chosen === 'string' ? chosen : chosen.note;
    };
    expect(noteFor('1.18')).toBe(
      'OpenTelemetry v1.24 is built by Go 1.20 or newer; the line `go 1.18` stays as it is.',
    );
    expect(noteFor('1.20')).toBeUndefined();
  });

  it('brings a newer pgx only where its multitracer is needed and can be had', () => {
    const MULTI = 'github.com/jackc/pgx/v5/multitracer';
    const moduleFor = (go: string, pgx: string) => {
      const requires = new Map([['github.com/jackc/pgx/v5', pgx]]);
      const chosen = chooseGoVersions({ go, requires });
      if (typeof chosen === 'string') return chosen;
      expect(chosen.versionOf('github.com/jackc/pgx/v5/pgxpool')).toBeUndefined();
      return chosen.versionOf(MULTI)?.version ?? 'none';
    };
    expect(moduleFor('1.21', 'v5.5.0')).toBe('v5.7.0');
    expect(moduleFor('1.23.0', 'v5.7.4')).toBe('v5.7.4');
    expect(moduleFor('1.20', 'v5.3.1')).toBe('none');
  });

  it('takes one OpenTelemetry for modules that are built together', () => {
    const versionIn = (...beside: { go: string; requires: ReadonlyMap<string, string> }[]) => {
      const chosen = chooseGoVersions({ go: '1.24.4', requires: new Map(), beside });
      return typeof chosen === 'string' ? chosen : `v1.${chosen.otel}.0`;
    };
    expect(versionIn()).toBe('v1.41.0');
    expect(versionIn({ go: '1.24.4', requires: new Map([['go.opentelemetry.io/otel', 'v1.37.0']]) })).toBe(
      'v1.37.0',
    );
    expect(versionIn({ go: '1.21', requires: new Map() })).toBe('v1.28.0');
  });

  it('says why nothing fits', () => {
    expect(choose(null)).toContain('has no `go` line');
    expect(choose('1.21', { 'go.opentelemetry.io/otel': 'v1.45.0' })).toContain('needs a newer Go');
    expect(choose('1.22.0', { 'go.opentelemetry.io/otel': 'v1.32.0' })).toContain('needs a newer Go');
    expect(choose('1.22.7', { 'go.opentelemetry.io/otel': 'v1.32.0' })).toContain('v1.32.0');
    expect(choose('1.25', { 'go.opentelemetry.io/otel/sdk': 'v1.20.0' })).toContain('v1.20');
  });
});
