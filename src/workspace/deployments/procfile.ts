import { directoryOf } from '../../model/relative-path.js';
import { type BuiltWorkload, emptyWorkload } from './built-workload.js';
import { commandWords } from './shell-words.js';

export function isProcfilePath(path: string): boolean {
  return /(^|\/)Procfile(\.[\w-]+)?$/.test(path);
}

/** What Heroku runs once before it starts the others, to migrate a database for example. */
const RELEASE = 'release';

/** `web: node server.js` lines. */
export function readProcfile(path: string, text: string): BuiltWorkload[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const match = /^([A-Za-z0-9_-]+):\s*(\S.*)$/.exec(line);
    if (!match || match[1] === RELEASE) return [];
    const [, name = null, command = ''] = match;
    return {
      ...emptyWorkload('procfile', path, directoryOf(path)),
      line: index + 1,
      name,
      command: commandWords(command),
    };
  });
}
