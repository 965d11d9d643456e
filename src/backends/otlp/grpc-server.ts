/** OTLP/gRPC: unary `Export` over HTTP/2 without TLS, as gRPC frames it (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md). */
import { createServer, type Http2Server, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { decompress, Refusal, readBody } from './read-body.js';
import { type ReceivedBatch, readRequest, type Signal } from './read-request.js';

const SIGNALS: Readonly<Record<string, Signal>> = {
  '/opentelemetry.proto.collector.trace.v1.TraceService/Export': 'traces',
  '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export': 'metrics',
  '/opentelemetry.proto.collector.logs.v1.LogsService/Export': 'logs',
};
const OK = 0;
const INVALID_ARGUMENT = 3;
const UNIMPLEMENTED = 12;
/** A frame: one byte that says whether it is compressed, four for the length, the message. */
const PREFIX = 5;

export function createGrpcServer(accept: (batch: ReceivedBatch) => void): Http2Server {
  const server = createServer();
  server.on('stream', (stream, headers) => {
    // A client that goes away is no event of ours.
    stream.on('error', () => {});
    const signal = SIGNALS[headers[':path'] ?? ''];
    if (!signal) {
      answer(stream, UNIMPLEMENTED, `There is no \`${headers[':path']}\` in OTLP.`);
      return;
    }
    receive(stream, headers, signal).then(
      (batch) => {
        accept(batch);
        answer(stream, OK);
      },
      (error: unknown) => answer(stream, INVALID_ARGUMENT, (error as Error).message),
    );
  });
  server.on('sessionError', () => {});
  return server;
}

async function receive(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  signal: Signal,
): Promise<ReceivedBatch> {
  const frame = await readBody(stream);
  if (frame.length < PREFIX || frame.length !== PREFIX + frame.readUInt32BE(1)) {
    throw new Refusal(400, 'The body is not one gRPC message.');
  }
  const message = frame.subarray(PREFIX);
  const encoding = frame[0] === 1 ? (headers['grpc-encoding'] as string | undefined) : undefined;
  return readRequest(signal, 'protobuf', decompress(message, encoding));
}

function answer(stream: ServerHttp2Stream, status: number, message = ''): void {
  if (stream.destroyed) return;
  const trailers = { 'grpc-status': String(status), 'grpc-message': encodeURIComponent(message) };
  const headers = { ':status': 200, 'content-type': 'application/grpc' };
  stream.resume();
  if (status !== OK) {
    stream.respond({ ...headers, ...trailers }, { endStream: true });
    return;
  }
  stream.respond(headers, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.end(Buffer.alloc(PREFIX));
}
