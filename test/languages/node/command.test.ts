import { describe, expect, it } from 'vitest';
import { readCommandLine } from '#src/languages/node/launch/command.js';

/** What the line starts, with its preloads, in one short text each. */
function starts(line: string): string[] {
  return readCommandLine(line).flatMap(({ starts: what, preloads, directory }) => {
    const before = preloads.map((preload) => `${preload} → `).join('');
    const at = directory === null ? '' : `${directory}: `;
    if (what.is === 'file') return `${at}${before}${what.path}`;
    if (what.is === 'script') return `${at}${before}script ${what.package ?? '.'} ${what.name}`;
    if (what.is === 'framework')
      return `${at}${before}${what.framework}${what.project === null ? '' : ` ${what.project}`}`;
    return [];
  });
}

describe('a command line starts', () => {
  it.each([
    ['node index.js', ['index.js']],
    ['wait-for-it ${HOST//:/-} && node index.js', ['index.js']],
    ['node --enable-source-maps --max-old-space-size=4096 dist/main.js --port 80', ['dist/main.js']],
    ['node -r ./tracing.js server.js', ['./tracing.js → server.js']],
    ['node --require=./tracing.js server.js', ['./tracing.js → server.js']],
    ['node --import ./otel.mjs --import tsx src/main.ts', ['./otel.mjs → tsx → src/main.ts']],
    ['node --env-file .env server.js', ['server.js']],
    ["node -e 'console.log(1)'", []],
    ['NODE_ENV=production node server.js', ['server.js']],
    ['cross-env NODE_ENV=production node server.js', ['server.js']],
    ['dotenv -e .env -- node server.js', ['server.js']],
    ['tsx watch --import ./otel.ts src/main.ts', ['./otel.ts → src/main.ts']],
    ['tsx src/main.ts', ['src/main.ts']],
    ['ts-node -r tsconfig-paths/register src/main.ts', ['tsconfig-paths/register → src/main.ts']],
    ['ts-node --project tsconfig.build.json src/main.ts', ['src/main.ts']],
    ['ts-node-dev --respawn --transpile-only src/main.ts', ['src/main.ts']],
    ['nodemon --watch src --ext ts --exec "ts-node src/main.ts"', ['src/main.ts']],
    ['nodemon server.js', ['server.js']],
    ['nodemon --exec ts-node src/main.ts', ['src/main.ts']],
    ['bun run src/main.ts', ['src/main.ts']],
    ['deno run -A --watch src/main.ts', ['src/main.ts']],
    ['deno task start', ['script . start']],
    ['sh ./start.sh', ['./start.sh']],
    ['./docker/start.sh --verbose', ['./docker/start.sh']],
    ['bash -c /app/start.sh', ['/app/start.sh']],
    ['pm2-runtime start dist/main.js --name api', ['dist/main.js']],
    ['tini -- node server.js', ['server.js']],
    ['dumb-init node server.js', ['server.js']],
    ["sh -c 'node server.js'", ['server.js']],
    ['npm run build && node dist/main.js', ['script . build', 'dist/main.js']],
    ['cd server && node index.js', ['server: index.js']],
    ['npm start', ['script . start']],
    ['yarn dev', ['script . dev']],
    ['pnpm --filter @shop/api run start', ['script @shop/api start']],
    ['pnpm -F api dev', ['script api dev']],
    ['yarn workspace api start', ['script api start']],
    ['npm run start -w apps/api', ['script apps/api start']],
    ['turbo run dev --filter=api', ['script api dev']],
    ['nx serve api', ['script api serve']],
    ['concurrently "npm run api" "node worker.js"', ['script . api', 'worker.js']],
    ['npm-run-all --parallel api worker', ['script . api', 'script . worker']],
    ['next start', ['next']],
    ['next build', []],
    ['nest start api --watch', ['nest api']],
    ['nest build', []],
    ['tsup --watch --onSuccess "node dist/main.js"', ['dist/main.js']],
    ['react-scripts start', ['browser']],
    ['--require=./tracing.js server.js', ['./tracing.js → server.js']],
    ['jest --coverage', []],
    ['tsc -p .', []],
  ])('%s', (line, expected) => {
    expect(starts(line)).toEqual(expected);
  });
});
