/**
 * The floors that a scan is measured against: list the files; or list them, read every source file once on two
 * threads and search it for the import strings that we know. Run as `node dist/bench/floor.js <list|search> <directory>`.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { listFiles } from '#src/workspace/list-files.js';

const SOURCE = /\.(?:go|[cm]?[jt]s|[jt]sx)$/;
const IMPORTS =
  /net\/http|database\/sql|google\.golang\.org\/grpc|opentelemetry|gin-gonic|labstack\/echo|go-chi|gorilla\/mux|gofiber|gorm\.io|jackc\/pgx|go-redis|sarama|kafka|franz-go|aws-sdk|mongo|nats|amqp|express|fastify|koa|@nestjs|hono|next|undici|axios|@grpc|["']pg["']|mysql|ioredis|redis|prisma|knex|typeorm|sequelize|graphql/;

function search(root: string, paths: readonly string[]): number {
  let hits = 0;
  for (const path of paths) if (IMPORTS.test(readFileSync(join(root, path), 'latin1'))) hits++;
  return hits;
}

async function main(mode: string, root: string): Promise<void> {
  const { files } = listFiles(root);
  if (mode === 'list') {
    for (const { path } of files) lstatSync(join(root, path));
    return;
  }
  const sources = files.map((f) => f.path).filter((path) => SOURCE.test(path));
  const half = Math.ceil(sources.length / 2);
  const other = new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: { root, paths: sources.slice(0, half) },
    });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
  search(root, sources.slice(half));
  await other;
}

if (isMainThread) await main(process.argv[2] ?? 'list', process.argv[3] ?? '.');
else {
  const { root, paths } = workerData as { root: string; paths: string[] };
  parentPort?.postMessage(search(root, paths));
}
