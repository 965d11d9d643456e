/** Every fixture: what starts the service loads the bootstrap first, and a second plan is empty. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Bootstrap, NodeRefusal, NodeService } from '#src/languages/node/rewrite/node-service.js';
import { planStart } from '#src/languages/node/rewrite/start/plan-start.js';
import type { Edit } from '#src/model/change.js';
import { joinPath } from '#src/model/relative-path.js';
import { applied, readTree } from './support/programs-of.js';

const ROOT = fileURLToPath(new URL('../../../../fixtures/codemods/node/start', import.meta.url));
const UPDATE = process.env.UPDATE_FIXTURES === '1';

function filesIn(directory: string): Record<string, string> {
  if (!existsSync(directory)) return {};
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.map((path) => join(directory, path)).filter((path) => statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [relative(directory, path), readFileSync(path, 'utf8')]));
}

function bootstrapOf({ manifest, modules }: NodeService): Bootstrap {
  return modules === 'esm'
    ? { file: joinPath(manifest.directory, 'instrumentation.mjs'), place: 'as-is', flag: '--import' }
    : { file: joinPath(manifest.directory, 'instrumentation.cjs'), place: 'as-is', flag: '--require' };
}

async function planAll(files: Record<string, string>) {
  const { services, scene } = await readTree(files);
  const edits: Edit[] = [];
  const refusals: NodeRefusal[] = [];
  const created: Record<string, string> = {};
  for (const service of services) {
    const bootstrap = bootstrapOf(service);
    const plan = planStart(service, bootstrap, scene);
    if ('code' in plan) refusals.push(plan);
    else {
      edits.push(...plan.edits);
      refusals.push(...plan.skips);
      created[bootstrap.file] = '';
    }
  }
  return { edits, refusals, created };
}

describe.each(readdirSync(ROOT).sort())('%s', (name) => {
  const before = filesIn(join(ROOT, name, 'before'));

  it('comes out as expected', async () => {
    const { edits, refusals } = await planAll(before);
    const told = refusals.map((r) => `${r.code} ${r.file}:${r.line}\n  ${r.message}\n  ${r.help}\n`).join('');
    const result = { ...applied(before, edits), ...(told === '' ? {} : { 'skips.txt': told }) };
    const after = join(ROOT, name, 'after');
    if (UPDATE) {
      rmSync(after, { recursive: true, force: true });
      for (const [path, text] of Object.entries(result)) {
        mkdirSync(dirname(join(after, path)), { recursive: true });
        writeFileSync(join(after, path), text);
      }
    }
    expect(result).toEqual(filesIn(after));
  });

  it('changes nothing the second time', async () => {
    const { edits, created } = await planAll(before);
    const again = await planAll({ ...applied(before, edits), ...created });
    expect(again.edits).toEqual([]);
  });

  it('is read by the parsers of its formats', async () => {
    const { edits } = await planAll(before);
    for (const [path, text] of Object.entries(applied(before, edits))) {
      if (path.endsWith('.json')) JSON.parse(text);
      if (/\.ya?ml$/.test(path) && !path.includes('templates/'))
        expect(parseAllDocuments(text).flatMap((document) => document.errors)).toEqual([]);
      if (path.endsWith('Dockerfile'))
        for (const instruction of DockerfileParser.parse(text).getInstructions())
          expect(instruction.getInstruction()).toMatch(/^[A-Z]+$/);
    }
  });
});
