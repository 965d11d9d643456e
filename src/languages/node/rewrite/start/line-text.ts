/** Start commands that stand on a line of their own: Procfile, systemd. */
import type { Workload } from '#src/model/deployment.js';
import type { CommandPlace } from '../../launch/expand.js';
import { plainText } from './embedded-text.js';
import { readShell } from './shell-commands.js';
import type { StartText } from './start-text.js';

const COMMAND = { procfile: /^[A-Za-z0-9_-]+:\s*/, systemd: /^ExecStart=[-@:+!]*/ } as const;

/** The line at which the workload begins. */
export function lineText(workload: Workload, text: string, place: CommandPlace): StartText | null {
  const { source, file, line } = workload;
  if (source !== 'procfile' && source !== 'systemd') return null;
  const start = text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, one) => sum + one.length + 1, 0);
  const end = text.indexOf('\n', start);
  const written = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
  const prefix = COMMAND[source].exec(written)?.[0].length;
  if (prefix === undefined || written.endsWith('\\')) return null;
  return {
    file,
    line,
    title: source === 'procfile' ? `the process \`${workload.name ?? ''}\`` : 'the unit',
    commands: readShell(plainText(text, start + prefix, start + written.length)),
    place,
    state: { env: workload.env, preloads: [], directory: null },
    context: { isPosix: source === 'procfile', hasCrossEnv: false },
    image: null,
  };
}
