/** Slow: a context that was handed down is followed while the code runs. Needs Go, and the module proxy or a warm cache. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFixtureModule } from './support/one-module.js';

const hasGo = spawnSync('go', ['version']).error === undefined;
const isWanted = hasGo && process.env.INSTRUMENT_FAST === undefined;
const TIMEOUT = 900_000;

/** Beside the handlers of `chains`: one request inside a span, and what it gives. */
const REQUEST = `package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"go.opentelemetry.io/otel"
	sdk "go.opentelemetry.io/otel/sdk/trace"
)

type printer struct{}

func (printer) ExportSpans(_ context.Context, spans []sdk.ReadOnlySpan) error {
	for _, span := range spans {
		fmt.Printf("SPAN|%s|%s|%s\\n", span.SpanContext().TraceID(), span.Parent().SpanID(), span.Name())
	}
	return nil
}

func (printer) Shutdown(context.Context) error { return nil }

func TestOneRequest(t *testing.T) {
	otel.SetTracerProvider(sdk.NewTracerProvider(sdk.WithSyncer(printer{})))
	ctx, span := otel.Tracer("test").Start(t.Context(), "request")
	fmt.Printf("ROOT|%s|%s\\n", span.SpanContext().TraceID(), span.SpanContext().SpanID())
	c := &checkout{orders: map[string]order{"": {ID: "O-1"}}}
	c.checkoutHandler(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/orders/O-1", nil).WithContext(ctx))
	span.End()
}
`;

describe.runIf(isWanted)('a context that is handed down', () => {
  let root = '';

  const goTest = (directory: string) => {
    const env = { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' };
    return spawnSync('go', ['test', '-v', '-count=1', directory], { cwd: root, env, encoding: 'utf8' });
  };

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'instrument-threaded-'));
    await writeFixtureModule(root, /^thread-context\//);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('joins all spans below the request', { timeout: TIMEOUT }, () => {
    writeFileSync(join(root, 'thread-context/chains/request_test.go'), REQUEST);
    const { stdout, stderr, status } = goTest('./thread-context/chains');
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('FAIL')]);
    const [, trace, span] = /^ROOT\|(\w+)\|(\w+)$/m.exec(stdout) ?? [];
    const names = [...stdout.matchAll(/^SPAN\|(\w+)\|(\w+)\|(\w+)$/gm)].map(([, of, parent, name]) =>
      of === trace && parent === span ? name : `${name} is elsewhere`,
    );
    expect(names.filter((name) => !name?.startsWith('request'))).toEqual([
      'reserveStock',
      'auditOrder',
      'priceOrder',
      'priceOrder',
      'priceOrder',
      'refundOrder',
    ]);
  });

  it.each([
    'tests-as-callers/pricing',
    'internal-packages/internal/pricing',
  ])('reaches what the tests of %s call', { timeout: TIMEOUT }, (directory) => {
    const { stdout, status } = goTest(`./thread-context/${directory}`);
    expect([status, stdout]).toEqual([0, expect.stringContaining('--- PASS: TestPriceOf')]);
  });
});
