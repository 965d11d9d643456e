/** An OTLP receiver for as long as a command or a test runs: it keeps the spans that are sent to it. */
import type { Http2Session } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import type { ReceivedSpan } from '#src/model/received-span.js';
import { createGrpcServer } from './otlp/grpc-server.js';
import { createHttpServer } from './otlp/http-server.js';
import type { ReceivedBatch } from './otlp/read-request.js';

export interface OtlpReceiver {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT` with the protocols `http/protobuf` and `http/json`. */
  readonly httpEndpoint: string;
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT` with the protocol `grpc`. */
  readonly grpcEndpoint: string;
  /** All spans so far, in the order of their arrival. */
  readonly spans: readonly ReceivedSpan[];
  /** Metrics and log records are counted, not kept. */
  readonly counts: Readonly<Record<'metrics' | 'logRecords', number>>;
  /**
   * Waits until the spans are as wanted; asked anew whenever something arrives.
   *
   * @param timeout milliseconds
   * @returns false when they were not in that time
   */
  waitFor(predicate: (spans: readonly ReceivedSpan[]) => boolean, timeout: number): Promise<boolean>;
  close(): Promise<void>;
}

/** Listens on free ports of the loopback interface. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const counts = { metrics: 0, logRecords: 0 };
  const waiting = new Set<() => void>();
  const accept = (batch: ReceivedBatch) => {
    for (const span of batch.spans) spans.push(span);
    counts.metrics += batch.metrics;
    counts.logRecords += batch.logRecords;
    for (const look of waiting) look();
  };

  const http = createHttpServer(accept);
  const grpc = createGrpcServer(accept);
  const sessions = new Set<Http2Session>();
  grpc.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  const [httpEndpoint, grpcEndpoint] = await Promise.all([listen(http), listen(grpc)]);

  return {
    httpEndpoint,
    grpcEndpoint,
    spans,
    counts,
    waitFor(predicate, timeout) {
      if (predicate(spans)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const finish = (result: boolean) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(result);
        };
        const look = () => {
          if (predicate(spans)) finish(true);
        };
        const timer = setTimeout(finish, timeout, false);
        waiting.add(look);
      });
    },
    async close() {
      for (const session of sessions) session.destroy();
      http.closeAllConnections();
      await Promise.all([http, grpc].map((server) => new Promise((done) => server.close(done))));
    },
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
