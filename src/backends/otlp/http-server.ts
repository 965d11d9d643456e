/** OTLP/HTTP: https://opentelemetry.io/docs/specs/otlp/#otlphttp */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { encodeStatus } from './messages.js';
import { decompress, Refusal, readBody } from './read-body.js';
import { type ReceivedBatch, readRequest, type Signal } from './read-request.js';

const SIGNALS: Readonly<Record<string, Signal>> = {
  '/v1/traces': 'traces',
  '/v1/metrics': 'metrics',
  '/v1/logs': 'logs',
};
const INVALID_ARGUMENT = 3;

export function createHttpServer(accept: (batch: ReceivedBatch) => void): Server {
  return createServer((request, response) => {
    receive(request).then(
      (batch) => {
        accept(batch);
        answer(request, response, 200);
      },
      (error: unknown) => {
        const [status, message] =
          error instanceof Refusal ? [error.status, error.message] : [400, (error as Error).message];
        answer(request, response, status, message);
      },
    );
  });
}

async function receive(request: IncomingMessage): Promise<ReceivedBatch> {
  const signal = SIGNALS[new URL(request.url ?? '/', 'http://localhost').pathname];
  if (!signal) throw new Refusal(404, `There is no \`${request.url}\` in OTLP.`);
  if (request.method !== 'POST') throw new Refusal(405, 'OTLP is sent by POST.');
  const type = mediaType(request);
  if (type !== 'application/json' && type !== 'application/x-protobuf') {
    throw new Refusal(415, `The content type \`${type}\` is not supported.`);
  }
  const body = decompress(await readBody(request), request.headers['content-encoding']);
  return readRequest(signal, type === 'application/json' ? 'json' : 'protobuf', body);
}

function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

/** An empty message says that everything was taken; an answer that refuses is a google.rpc.Status. */
function answer(request: IncomingMessage, response: ServerResponse, status: number, message?: string): void {
  const isJson = mediaType(request) === 'application/json';
  const refusal = { code: INVALID_ARGUMENT, message: message ?? '' };
  const body = isJson
    ? JSON.stringify(message === undefined ? {} : refusal)
    : message === undefined
      ? ''
      : encodeStatus(refusal.code, refusal.message);
  request.resume();
  response
    .writeHead(status, { 'content-type': isJson ? 'application/json' : 'application/x-protobuf' })
    .end(body);
}
