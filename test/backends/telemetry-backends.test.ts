import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { BackendError, backendAt, getJson } from '#src/backends/http-client.js';
import { queryPrometheus } from '#src/backends/prometheus-client.js';
import { searchTraces } from '#src/backends/tempo-client.js';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers as it is told; @returns its base URL */
async function answering(
  answer: (request: IncomingMessage) => { status?: number; body: string } | null,
): Promise<string> {
  server = createServer((request, response) => {
    const given = answer(request);
    if (given === null) return;
    response.writeHead(given.status ?? 200).end(given.body);
  });
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BackendError);
  const { kind, message } = error as BackendError;
  return { kind, message };
};

describe('a back end', () => {
  it('gets user and password as a header, and the headers that are given', async () => {
    let seen: IncomingMessage['headers'] = {};
    const url = await answering(({ headers }) => {
      seen = headers;
      return { body: '{}' };
    });
    await getJson(backendAt(url.replace('//', '//me:s%40cret@'), ['X-Scope-OrgID: alpha|beta']), '/x');
    expect(seen.authorization).toBe(`Basic ${Buffer.from('me:s@cret').toString('base64')}`);
    expect(seen['x-scope-orgid']).toBe('alpha|beta');
  });

  it('that refuses is told with its own words', async () => {
    const url = await answering(() => ({ status: 401, body: 'no org id\n' }));
    expect(await failure(getJson(backendAt(url, []), '/x'))).toEqual({
      kind: 'refused',
      message: 'it answers 401: no org id',
    });
  });

  it('that answers a page instead of JSON is told so', async () => {
    const url = await answering(() => ({ body: '<html>login</html>' }));
    expect(await failure(getJson(backendAt(url, []), '/x'))).toMatchObject({ kind: 'not-json' });
  });

  it('that gives no answer in time is given up', async () => {
    const url = await answering(() => null);
    expect(await failure(getJson(backendAt(url, []), '/x', 100))).toMatchObject({ kind: 'timeout' });
  });

  it('that is not there is told so', async () => {
    expect(await failure(getJson(backendAt('http://127.0.0.1:1', []), '/x'))).toMatchObject({
      kind: 'unreachable',
    });
  });

  it.each(['ftp://x', 'prometheus:9090', ''])('at `%s` is refused before it is asked', (url) => {
    expect(() => backendAt(url, [])).toThrow(BackendError);
  });

  it('without an HTTP server behind TLS is told so', async () => {
    const tls = createTlsServer({});
    await new Promise<void>((listening) => tls.listen(0, '127.0.0.1', listening));
    const { port } = tls.address() as AddressInfo;
    const { kind } = await failure(getJson(backendAt(`https://127.0.0.1:${port}`, []), '/x'));
    tls.close();
    expect(['tls', 'unreachable']).toContain(kind);
  });
});

describe('Prometheus', () => {
  it('samples that are no number are left out', async () => {
    const result = [
      { metric: { service_name: 'a' }, value: [1, '2.5'] },
      { metric: { service_name: 'b' }, value: [1, 'NaN'] },
    ];
    const url = await answering(() => ({
      body: JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }),
    }));
    expect(await queryPrometheus(backendAt(url, []), 'up')).toEqual([
      { labels: { service_name: 'a' }, value: 2.5, at: 1 },
    ]);
  });

  it('an answer of another API is told so', async () => {
    const url = await answering(() => ({ body: '{"traces":[]}' }));
    expect(await failure(queryPrometheus(backendAt(url, []), 'up'))).toMatchObject({ kind: 'not-json' });
  });
});

describe('Tempo, as its API is documented', () => {
  const span = {
    traceId: Buffer.from('0af7651916cd43dd8448eb211c80319c', 'hex').toString('base64'),
    spanId: Buffer.from('b7ad6b7169203331', 'hex').toString('base64'),
    ...{ name: 'POST /charges', kind: 'SPAN_KIND_SERVER', startTimeUnixNano: '1', endTimeUnixNano: '9' },
    status: { code: 'STATUS_CODE_ERROR' },
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'pay' } }] };
  const spans = [{ resource, scopeSpans: [{ scope: { name: 'otelhttp' }, spans: [span] }] }];

  it.each([
    ['batches', { batches: spans }],
    ['resourceSpans in a trace', { trace: { resourceSpans: spans } }],
  ])('a trace of %s is read', async (_, body) => {
    const asked: string[] = [];
    const url = await answering(({ url: path = '' }) => {
      asked.push(path);
      return {
        body: JSON.stringify(path.startsWith('/api/search') ? { traces: [{ traceID: 'af7' }] } : body),
      };
    });
    const [trace] = await searchTraces(backendAt(url, []), '{ kind = server }', { limit: 5, seconds: 3600 });
    expect(asked.map((path) => path.replace(/\?.*/, ''))).toEqual(['/api/search', '/api/traces/af7']);
    expect(trace).toMatchObject([
      {
        ...{ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', kind: 'server' },
        ...{ name: 'POST /charges', status: 'error', resource: { 'service.name': 'pay' } },
      },
    ]);
  });
});
